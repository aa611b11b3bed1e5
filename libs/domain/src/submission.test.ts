import { describe, expect, it } from 'vitest';
import { recordableJobId } from './job-id.ts';
import { parseSubmission } from './submission.ts';
import { jobId } from './testing/fixtures.ts';

const valid = { id: jobId, acceptedAt: 1_795_000_000_000, parameters: { seconds: 5 } };

describe('parseSubmission', () => {
  it('accepts what the gateway sends', () => {
    expect(parseSubmission(valid)).toEqual(valid);
  });

  it.each([
    ['an id in another format', { ...valid, id: 'secret key' }, /: id must match/],
    ['no time of acceptance', { ...valid, acceptedAt: undefined }, /: acceptedAt must be of type/],
    ['a time as text', { ...valid, acceptedAt: 'secret' }, /: acceptedAt must be of type/],
    ['a time after the year 9999', { ...valid, acceptedAt: 253_402_300_800_000 }, /: acceptedAt must be at most/],
    ['no parameters', { ...valid, parameters: undefined }, /: parameters must be of type object/],
    [
      'a parameter of the wrong type',
      { ...valid, parameters: { seconds: 'secret' } },
      /: parameters.seconds must be of type/,
    ],
    ['a parameter out of range', { ...valid, parameters: { seconds: 0 } }, /: parameters.seconds must be at least 1\./],
    ['a fraction', { ...valid, parameters: { seconds: 1.5 } }, /: parameters.seconds must be a whole number\./],
    [
      'another parameter',
      { ...valid, parameters: { seconds: 1, secret: 1 } },
      /: parameters has properties that are not allowed\./,
    ],
    ['no object', 'secret', /: it must be of type object\./],
  ])('rejects %s, without quoting its value', (_, event, message) => {
    expect(() => parseSubmission(event)).toThrow(expect.objectContaining({ name: 'InvalidSubmissionError' }) as Error);
    expect(() => parseSubmission(event)).toThrow(message);
    expect(() => parseSubmission(event)).not.toThrow(/secret/);
  });
});

describe('recordableJobId', () => {
  it.each([[jobId], ['not a key'], ['é'.repeat(1024)]])('is any text that can be a key: %.20s', (id) => {
    expect(recordableJobId({ id })).toBe(id);
  });

  it.each([[''], ['é'.repeat(1025)], [5], [undefined]])('is nothing else: %.20s', (id) => {
    expect(recordableJobId({ id })).toBeUndefined();
  });

  it.each([[null], ['text'], [undefined], [[]]])('is not found in %s', (payload) => {
    expect(recordableJobId(payload)).toBeUndefined();
  });
});
