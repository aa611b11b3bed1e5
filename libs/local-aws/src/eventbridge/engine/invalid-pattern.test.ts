import { describe, expect, it } from 'vitest';
import { compilePattern } from './event-pattern.ts';

function rejection(pattern: string | object): string {
  try {
    compilePattern(pattern);
  } catch (error) {
    expect(error).toMatchObject({ name: 'EventBridgeError', code: 'InvalidEventPatternException', status: 400 });
    return (error as Error).message;
  }
  throw new Error('The pattern was not rejected.');
}

describe('an event pattern is rejected', () => {
  it.each([
    ['{"int": 42}', '"int" must be an object or an array', 11],
    ['{"string": "my-value"}', '"string" must be an object or an array', 13],
    ['{"resources": []}', 'Empty arrays are not allowed', 17],
    ['{"my_key": [{"EXISTS": true}]}', 'Unrecognized match type EXISTS', 28],
    ['{"detail": {"equal": [{"NUMERIC": ["=", 5]}]}}', 'Unrecognized match type NUMERIC', 36],
    ['{"detail": {"c-count": [{"numeric": [">", 0, ">", 0]}]}}', 'Bad numeric range operator: >', 49],
    ['{"detail": {"c-count": [{"numeric": [">", 0, "<"]}]}}', 'Value of < must be numeric', 50],
    ['{"detail-type": [{"equals-ignore-case": ["ec2"]}]}', 'equals-ignore-case match pattern must be a string', 42],
  ])('C38 with reason and location: %s', (source, reason, column) => {
    const place = `\n at [Source: (String)"${source}"; line: 1, column: ${column}]`;
    expect(rejection(source)).toBe(`Event pattern is not valid. Reason: ${reason}${place}`);
  });

  it('C38 with the right line number', () => {
    expect(rejection('{\n  "a": [],\n  "b": 1\n}')).toMatch(/line: 2, column: 10\]$/);
  });

  it.each<[unknown, string]>([
    [{ x: {} }, 'Empty objects are not allowed'],
    [{}, 'Empty objects are not allowed'],
    [{ x: [[1]] }, 'Match value must be String, number, true, false, or null'],
    [{ x: [{}] }, 'Match expression name not found'],
    [{ x: [{ prefix: 'a', suffix: 'b' }] }, 'Only one key allowed in match expression'],
    [{ x: [{ prefix: 1 }] }, 'prefix match pattern must be a string'],
    [{ x: [{ exists: 'yes' }] }, 'exists match pattern must be either true or false.'],
    [{ x: [{ 'anything-but': null }] }, 'Value of anything-but must be an array or single string/number value.'],
    [{ x: [{ 'anything-but': ['a', 1] }] }, 'either all values are number or string, mixed type is not supported'],
    [{ x: [{ 'anything-but': [null] }] }, 'Inside anything but list, start|null|boolean is not supported.'],
    [{ x: [{ 'anything-but': { prefix: '' } }] }, 'Null prefix/suffix not allowed'],
    [{ x: [{ 'anything-but': { numeric: ['=', 1] } }] }, 'Unsupported anything-but pattern: numeric'],
    [{ x: [{ 'anything-but': { 'equals-ignore-case': 1 } }] }, 'Inside anything-but/equals-ignore-case list'],
    [{ x: [{ numeric: 5 }] }, 'Value of numeric must be an array.'],
    [{ x: [{ numeric: ['~', 5] }] }, 'Unrecognized numeric range operator: ~'],
    [{ x: [{ numeric: ['<', 5, '>', 1] }] }, 'Too many elements in numeric expression'],
    [{ x: [{ numeric: ['>', 5, '<', 1] }] }, 'Bottom must be less than top'],
    [{ x: [{ numeric: ['=', 6e9] }] }, 'Value must be between -5000000000 and 5000000000, inclusive'],
    [{ x: [{ cidr: '10.0.0.0' }] }, "Malformed CIDR, one '/' required"],
    [{ x: [{ cidr: '10.0.0.0/33' }] }, 'IPv4 mask bits'],
    [{ x: [{ cidr: '10.0.0.300/8' }] }, 'Nonstandard IP address: 10.0.0.300'],
    [{ x: [{ wildcard: 'a**b' }] }, 'Consecutive wildcard characters at pos 2'],
    [{ x: [{ wildcard: 'a\\b' }] }, 'Invalid escape character at pos'],
    [{ $or: [{ a: [1] }] }, 'There must have at least 2 Objects in $or relationship.'],
    [{ $or: { a: [1] } }, 'It must be an Array followed with $or.'],
    [{ $or: [{ a: [1] }, 1] }, 'Only JSON object is allowed in array of $or relationship.'],
    [{ $or: [{ prefix: ['a'] }, { a: [1] }] }, 'prefix is Ruler reserved fieldName which cannot be used inside $or.'],
  ])('C38 for %j', (pattern, reason) => {
    expect(rejection(pattern as object)).toContain(`Event pattern is not valid. Reason: `);
    expect(rejection(pattern as object)).toContain(reason);
  });

  it.each([
    '',
    'this',
    '[]',
    '"a"',
    '{"a": [1]',
    "{'a': [1]}",
    '{"a": [1]} x',
    '{"a": ["\u0001"]}',
    '{"a" [1]}',
    '{a: [1]}',
  ])('when it is not a JSON object: %j', (text) => {
    expect(rejection(text)).toMatch(/^Event pattern is not valid\. Reason: /);
  });

  it('when it is nested too deeply', () => {
    expect(rejection(`${'{"a":'.repeat(50_000)}[1]${'}'.repeat(50_000)}`)).toContain('nested too deeply');
  });
});
