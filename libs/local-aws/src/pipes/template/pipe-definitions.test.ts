import { describe, expect, it } from 'vitest';
import { definePipe } from '../testing/pipe-fixture.ts';

const filters = (...patterns: string[]) => ({
  source: { FilterCriteria: { Filters: patterns.map((Pattern) => ({ Pattern })) } },
});

describe('a pipe of a template', () => {
  it('has defaults', () => {
    expect(definePipe()).toMatchObject({
      name: 'ends',
      isRunning: true,
      batchSize: 10,
      maxRetryAttempts: -1,
      maxRecordAgeSeconds: -1,
    });
  });

  it('accepts log and encryption settings, which have no effect locally', () => {
    const LogConfiguration = { Level: 'ERROR', CloudwatchLogsLogDestination: { LogGroupArn: 'arn' } };
    expect(definePipe({ pipe: { LogConfiguration, KmsKeyIdentifier: 'key', Tags: { a: 'b' } } }).name).toBe('ends');
  });

  it.each<[string, Parameters<typeof definePipe>[0], RegExp]>([
    ['another property', { pipe: { Enrichment: 'arn' } }, /Ends\.Properties\.Enrichment: is not supported/],
    [
      'another source',
      { pipe: { Source: 'arn:aws:sqs:eu-west-1:000000000000:q' } },
      /Properties\.Source: .*the stream/,
    ],
    [
      'another target',
      { pipe: { Target: 'arn:aws:sqs:eu-west-1:000000000000:q' } },
      /Properties\.Target: .*an event bus/,
    ],
    ['J5 a batch of eleven', { stream: { BatchSize: 11 } }, /DynamoDBStreamParameters\.BatchSize: .*from 1 to 10/],
    ['J6 an age of a second', { stream: { MaximumRecordAgeInSeconds: 1 } }, /must be -1, or from 60 to 604800/],
    ['J6 too many attempts', { stream: { MaximumRetryAttempts: 10_001 } }, /must be -1, or from 0 to 10000/],
    ['J7 six filters', filters('{}', '{}', '{}', '{}', '{}', '{}'), /FilterCriteria\.Filters: /],
    ['J7 a long filter', filters(`{"a":["${'x'.repeat(4096)}"]}`), /Filters\.0\.Pattern: /],
    ['a filter that is not a pattern', filters('{"a":[1]}', '{"a":1}'), /Filters\.1\.Pattern: /],
    ['J8 a long template', { target: { InputTemplate: 'x'.repeat(8193) } }, /has 8193 characters; the maximum is 8192/],
    ['an unknown reserved name', { target: { InputTemplate: '<aws.pipes.x>' } }, /unknown placeholder <aws\.pipes\.x>/],
    ['an invalid path', { target: { InputTemplate: '<$..x>' } }, /\$\.\.x is not a JSON path/],
    ['J10 a time that is not a path', { bus: { Time: '2026-11-27' } }, /BusParameters\.Time: .*must be a JSON path/],
    ['J10 a source of AWS', { bus: { Source: 'aws.jobs' } }, /BusParameters\.Source: /],
    ['J10 a source with a path in it', { bus: { Source: 'jobs $.id' } }, /BusParameters\.Source: /],
  ])('is rejected with %s', (_what, properties, message) => {
    expect(() => definePipe(properties)).toThrow(message);
  });
});
