import { describe, expect, it } from 'vitest';
import { rangeOf, stringFormats } from './formats.ts';
import { patternProblem } from './patterns.ts';

const examples: Readonly<Record<string, { yes: readonly string[]; no: readonly string[] }>> = {
  'date-time': {
    yes: ['2026-11-18T11:06:40.000Z', '2000-02-29t00:00:00z', '2016-12-31T23:59:60+00:00'],
    no: ['2026-11-18', '1900-02-29T00:00:00Z', '2026-11-18T24:00:00Z', '2026-11-18T11:06:40', '2026-11-18 11:06:40Z'],
  },
  date: { yes: ['2024-02-29', '0000-01-01'], no: ['2023-02-29', '2024-04-31', '2024-13-01', '24-01-01'] },
  time: { yes: ['23:59:59Z', '00:00:00.123+05:30'], no: ['24:00:00Z', '12:00:00', '12:00Z'] },
  duration: { yes: ['P1D', 'PT1H30M', 'P1Y2M3DT4H5M6S', 'P3W'], no: ['', 'P', 'PT', 'P1H', 'P1W2D', '1D'] },
  uuid: { yes: ['6F1F9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11'], no: ['6f1f9c9e0b1c4c0f8d7b9f6a2f3b1c11', 'x'] },
  email: { yes: ['a@b.c', "o'brien+x@mail.example.com", 'root@localhost'], no: ['a', '@b', 'a@', 'a b@c.d', 'a@b..c'] },
  hostname: {
    yes: ['localhost', 'a-b.example.com', '1.example'],
    no: ['', '-a.b', 'a-.b', 'a..b', `${'a'.repeat(64)}.b`],
  },
  ipv4: { yes: ['0.0.0.0', '255.255.255.255'], no: ['256.1.1.1', '1.2.3', '01.2.3.4', '1.2.3.4.5'] },
  ipv6: {
    yes: ['::', '::1', '1:2:3:4:5:6:7:8', '1::', '::ffff:1.2.3.4', '1:2:3:4:5:6:7::', '1::3:4:5:6:7:8'],
    no: [':', '1:2:3:4:5:6:7', '1::2::3', '1:2:3:4:5:6:7:8:9', 'g::1', '::1%eth0', '1:2:3:4:5:6:7:1.2.3.4'],
  },
  uri: {
    yes: ['https://a.b/c?d#e', 'urn:isbn:1', 's3://b/a.mp4', 'mailto:a@b.c'],
    no: ['a/b', '//a', 'http://a b', 'a:%g1'],
  },
  byte: { yes: ['', 'YWJj', 'YWI=', 'YQ=='], no: ['YQ', 'YQ=', '====', 'YW!j'] },
};

describe('a format', () => {
  it('has examples in this test', () => {
    expect(Object.keys(examples).sort()).toEqual(Object.keys(stringFormats).sort());
  });

  it.each(Object.entries(stringFormats))('%s is a pattern that the gateway can check', (name, pattern) => {
    expect(patternProblem(pattern)).toBeUndefined();
    const { yes = [], no = [] } = examples[name] ?? {};
    const expression = new RegExp(pattern);
    expect(yes.filter((text) => !expression.test(text))).toEqual([]);
    expect(no.filter((text) => expression.test(text))).toEqual([]);
  });

  it.each([
    [{ type: 'integer' }, { minimum: -(2 ** 53) + 1, maximum: 2 ** 53 - 1 }],
    [
      { type: 'integer', format: 'int32', minimum: 5 },
      { minimum: 5, maximum: 2 ** 31 - 1 },
    ],
    [
      { type: 'integer', format: 'int32', minimum: -1e12, exclusiveMinimum: true },
      { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
    ],
    [
      { type: 'number', format: 'double', minimum: 0, exclusiveMinimum: true },
      { minimum: 0, exclusiveMinimum: true },
    ],
  ] as const)('narrows the range of %o', (schema, range) => {
    expect(rangeOf(schema)).toEqual(range);
  });
});
