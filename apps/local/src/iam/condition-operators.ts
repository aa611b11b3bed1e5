import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { matchesArn, matchesWildcard } from './wildcard.ts';

type Compare = (actual: string, expected: string) => boolean;

const numeric =
  (compare: (actual: number, expected: number) => boolean): Compare =>
  (actual, expected) =>
    actual.trim() !== '' && expected.trim() !== '' && compare(Number(actual), Number(expected));

const date =
  (compare: (actual: number, expected: number) => boolean): Compare =>
  (actual, expected) =>
    compare(epochMs(actual), epochMs(expected));

/** Dates are ISO 8601, or seconds since the epoch. */
const epochMs = (text: string) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

/** The operators whose name without `Not` says how one value is compared. */
const POSITIVE: Readonly<Record<string, Compare>> = {
  StringEquals: (actual, expected) => actual === expected,
  StringEqualsIgnoreCase: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
  StringLike: (actual, expected) => matchesWildcard(expected, actual),
  ArnEquals: (actual, expected) => matchesArn(expected, actual),
  ArnLike: (actual, expected) => matchesArn(expected, actual),
  Bool: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
  NumericEquals: numeric((actual, expected) => actual === expected),
  NumericLessThan: numeric((actual, expected) => actual < expected),
  NumericLessThanEquals: numeric((actual, expected) => actual <= expected),
  NumericGreaterThan: numeric((actual, expected) => actual > expected),
  NumericGreaterThanEquals: numeric((actual, expected) => actual >= expected),
  DateEquals: date((actual, expected) => actual === expected),
  DateLessThan: date((actual, expected) => actual < expected),
  DateLessThanEquals: date((actual, expected) => actual <= expected),
  DateGreaterThan: date((actual, expected) => actual > expected),
  DateGreaterThanEquals: date((actual, expected) => actual >= expected),
  IpAddress: isInRange,
};

const NEGATIVE: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
};

export const CONDITION_OPERATORS: readonly string[] = [...Object.keys(POSITIVE), ...Object.keys(NEGATIVE), 'Null'];

export type Operator =
  | { readonly kind: 'null' }
  | {
      readonly kind: 'compare';
      readonly compare: Compare;
      readonly negated: boolean;
      readonly ifExists: boolean;
    };

/** What an operator's name means; undefined when the name isn't known. */
export function parseOperator(name: string): Operator | undefined {
  if (name === 'Null') return { kind: 'null' };
  const ifExists = name.endsWith('IfExists');
  const base = ifExists ? name.slice(0, -'IfExists'.length) : name;
  const positive = Object.hasOwn(NEGATIVE, base) ? NEGATIVE[base] : base;
  const compare = positive !== undefined && Object.hasOwn(POSITIVE, positive) ? POSITIVE[positive] : undefined;
  return compare && { kind: 'compare', compare, negated: positive !== base, ifExists };
}

function isInRange(address: string, range: string): boolean {
  const actual = address.replace(/^::ffff:(?=\d+\.)/, '');
  const [network = '', prefix] = range.split('/');
  const family = isIPv4(network) ? 'ipv4' : isIPv6(network) ? 'ipv6' : undefined;
  if (!family || !(family === 'ipv4' ? isIPv4(actual) : isIPv6(actual))) return false;
  const list = new BlockList();
  list.addSubnet(network, prefix === undefined ? (family === 'ipv4' ? 32 : 128) : Number(prefix), family);
  return list.check(actual, family);
}
