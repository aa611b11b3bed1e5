import { describe, expect, it } from 'vitest';
import type { InputTransformerDefinition, TargetDefinition } from './definitions.ts';
import type { BusEvent } from './event.ts';
import { compileTargetInput } from './target-input.ts';

const event: BusEvent = {
  version: '0',
  id: 'id-1',
  'detail-type': 'type',
  source: 'src',
  account: '000000000000',
  time: '2026-03-23T12:00:00Z',
  region: 'eu-west-1',
  resources: ['r1'],
  detail: {
    command: 'baz',
    count: 2,
    on: true,
    payload: { acc_id: '0a787ecb-4015', sf_id: 'baz' },
    levels: ['HIGH'],
    quoted: 'say "hi"\n',
  },
};
const rule = { name: 'rule', arn: 'arn:aws:events:eu-west-1:000000000000:rule/rule' };
const source = { event, rule, ingestedAt: Date.UTC(2026, 2, 23, 12, 0, 1, 500) };

const inputOf = (target: Partial<TargetDefinition>) => compileTargetInput({ id: 'T', arn: 'arn', ...target })(source);
const transformed = (inputTemplate: string, inputPathsMap: InputTransformerDefinition['inputPathsMap'] = {}) =>
  inputOf({ inputTransformer: { inputTemplate, inputPathsMap } });

describe("a target's input", () => {
  it('is the event itself by default', () => {
    expect(inputOf({})).toBe(JSON.stringify(event));
  });

  it('is the constant of Input', () => {
    expect(inputOf({ input: '{"a":1}' })).toBe('{"a":1}');
  });

  it.each([
    ['$.detail.payload', '{"acc_id":"0a787ecb-4015","sf_id":"baz"}'],
    ['$.detail.command', '"baz"'],
    ['$.detail.count', '2'],
    ['$.detail-type', '"type"'],
    ['$.detail.levels', '["HIGH"]'],
  ])('C29 is the part that InputPath %s names, as JSON', (inputPath, expected) => {
    expect(inputOf({ inputPath })).toBe(expected);
  });

  it.each([
    { input: '{}', inputPath: '$' },
    { inputPath: '$', inputTransformer: { inputTemplate: '"a"' } },
    { input: '{}', inputTransformer: { inputTemplate: '"a"' } },
  ])('C28 rejects more than one input option: %j', (target) => {
    expect(() => inputOf(target)).toThrow(
      expect.objectContaining({
        code: 'ValidationException',
        message: 'Only one of Input, InputPath, or InputTransformer must be provided for target T.',
      }),
    );
  });

  it('rejects an invalid path', () => {
    expect(() => inputOf({ inputPath: '$.detail[?(@.a)]' })).toThrow(
      '$.detail[?(@.a)] of target T is not a JSON path.',
    );
    expect(() => transformed('"<a>"', { a: 'detail' })).toThrow('detail of target T is not a JSON path.');
  });
});

describe('an input transformer', () => {
  const paths = {
    command: '$.detail.command',
    count: '$.detail.count',
    on: '$.detail.on',
    payload: '$.detail.payload',
    levels: '$.detail.levels',
    quoted: '$.detail.quoted',
    missing: '$.detail.missing',
  };

  it('C30 is rejected when a placeholder has no path', () => {
    expect(() => transformed('{"a": <command>, "b": <other>}', paths)).toThrow(
      expect.objectContaining({
        code: 'ValidationException',
        message: 'InputTemplate for target T contains invalid placeholder other.',
      }),
    );
  });

  it.each([
    ['{"a": <command>}', '{"a": "baz"}'],
    ['{"a": <count>, "b": <on>}', '{"a": 2, "b": true}'],
    ['{"a": <payload>, "b": <levels>}', '{"a": {"acc_id":"0a787ecb-4015","sf_id":"baz"}, "b": ["HIGH"]}'],
    ['{"a": "<command>"}', '{"a": "baz"}'],
    ['{"a": "a/<command>/b"}', '{"a": "a/baz/b"}'],
    ['{"command": <missing>}', '{"command": ""}'],
    ['{"command": "<missing>"}', '{"command": ""}'],
  ])('C31 fills the JSON template %s', (template, expected) => {
    expect(transformed(template, paths)).toBe(expected);
  });

  it('C31 keeps a JSON template valid for any value', () => {
    expect(JSON.parse(transformed('{"a": "<quoted>", "b": <quoted>}', paths))).toEqual({
      a: event.detail.quoted,
      b: event.detail.quoted,
    });
  });

  it.each([
    ['"of <command>: <payload>"', '"of baz: {acc_id:0a787ecb-4015,sf_id:baz}"'],
    ['"<levels> <on> <count>"', '"[HIGH] true 2"'],
    ['"nothing: <missing>"', '"nothing: "'],
    ['"first <command>"\n"second <count>"', '"first baz"\n"second 2"'],
  ])('C32 fills the text template %j and keeps its quotes', (template, expected) => {
    expect(transformed(template, paths)).toBe(expected);
  });

  it('C33 can use the rule, the ingestion time, and the event with and without its detail', () => {
    const template =
      '{"arn": <aws.events.rule-arn>, "name": "<aws.events.rule-name>", "at": <aws.events.event.ingestion-time>,' +
      ' "event": <aws.events.event>, "json": <aws.events.event.json>}';

    const { version, id, source: from, account, time, region, resources } = event;
    expect(JSON.parse(transformed(template))).toEqual({
      arn: rule.arn,
      name: 'rule',
      at: '2026-03-23T12:00:01Z',
      event: { version, id, source: from, account, time, region, resources, detailType: 'type' },
      json: event,
    });
  });
});
