import { describe, expect, it } from 'vitest';
import { type ResolutionScope, resolveIntrinsics } from './intrinsics.ts';

const scope: ResolutionScope = {
  ref: (name) => ({ 'AWS::Region': 'eu-west-1', Table: 'jobs' })[name],
  attribute: (logicalId, name) => (logicalId === 'Table' && name === 'Arn' ? 'arn:jobs' : undefined),
};
const resolve = (value: unknown) => resolveIntrinsics(value, scope, 'Thing', 'Properties');

describe('resolveIntrinsics', () => {
  it('resolves Ref, GetAtt in both forms, Join, Split, Select and Sub at any depth', () => {
    expect(
      resolve({
        name: { Ref: 'Table' },
        list: [{ 'Fn::GetAtt': ['Table', 'Arn'] }, { 'Fn::GetAtt': 'Table.Arn' }],
        joined: { 'Fn::Join': ['/', ['a', { Ref: 'Table' }, { 'Fn::Join': ['', ['x', 'y']] }]] },
        parts: { 'Fn::Split': [':', 'a:b'] },
        second: { 'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Table', 'Arn'] }] }] },
        third: { 'Fn::Select': ['2', ['a', 'b', { Ref: 'Table' }]] },
        text: { 'Fn::Sub': 'in ${AWS::Region}: ${Table.Arn}, not ${!Table}' },
      }),
    ).toEqual({
      name: 'jobs',
      list: ['arn:jobs', 'arn:jobs'],
      joined: 'a/jobs/xy',
      parts: ['a', 'b'],
      second: 'jobs',
      third: 'jobs',
      text: 'in eu-west-1: arn:jobs, not ${Table}',
    });
  });

  it('leaves everything else as it is', () => {
    const value = { a: [1, true, null, 'Ref'], $ref: '#/x', Reference: { Ref2: 1 } };
    expect(resolve(value)).toEqual(value);
  });

  it.each([
    [{ a: { 'Fn::If': ['IsProd', 1, 2] } }, /Thing\.Properties\.a: the function Fn::If is not supported/],
    [{ a: [{ Ref: 'Nothing' }] }, /Thing\.Properties\.a\.0: Ref "Nothing" can't be resolved/],
    [{ 'Fn::GetAtt': ['Table', 'StreamArn'] }, /\["Table","StreamArn"\] can't be resolved/],
    [{ 'Fn::Select': [2, ['a', 'b']] }, /can't be resolved/],
    [{ 'Fn::Split': [':', ['a']] }, /can't be resolved/],
    [{ 'Fn::Sub': '${Nothing}' }, /can't be resolved/],
    [{ 'Fn::Sub': ['${a}', { a: 1 }] }, /can't be resolved/],
  ])('reports the location of a value that cannot be resolved: %j', (value, message) => {
    expect(() => resolve(value)).toThrow(message);
  });
});
