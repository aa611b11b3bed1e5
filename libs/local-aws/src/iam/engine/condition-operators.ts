import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { matchesArn, matchesWildcard } from './wildcard.ts';

type Compare = (actual: string, expected: string) => boolean;

interface Comparison {
  readonly compare: Compare;
  /** Whether a policy's value is valid. @default any value is */
  readonly accepts?: (expected: string) => boolean;
}

const numeric = (compare: (actual: number, expected: number) => boolean): Comparison => ({
  compare: (actual, expected) => isNumber(actual) && compare(Number(actual), Number(expected)),
  accepts: isNumber,
});

const date = (compare: (actual: number, expected: number) => boolean): Comparison => ({
  compare: (actual, expected) => compare(epochMs(actual), epochMs(expected)),
  accepts: (expected) => !Number.isNaN(epochMs(expected)),
});

const isNumber = (text: string) => /^-?\d+(?:\.\d+)?$/.test(text);

/** Dates are ISO 8601, or seconds since the epoch. */
const epochMs = (text: string) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

/** The operators without `Not`, and how they compare a single value. */
const positiveOperators: Readonly<Record<string, Comparison>> = {
  StringEquals: { compare: (actual, expected) => actual === expected },
  StringEqualsIgnoreCase: { compare: (actual, expected) => actual.toLowerCase() === expected.toLowerCase() },
  StringLike: { compare: (actual, expected) => matchesWildcard(expected, actual) },
  ArnEquals: { compare: (actual, expected) => matchesArn(expected, actual) },
  ArnLike: { compare: (actual, expected) => matchesArn(expected, actual) },
  Bool: { compare: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(), accepts: isBoolean },
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
  IpAddress: {
    compare: (actual, expected) => parseRange(expected)?.(actual.replace(/^::ffff:(?=\d+\.)/, '')) ?? false,
    accepts: (expected) => parseRange(expected) !== undefined,
  },
};

const negativeOperators: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
};

export const conditionOperators: readonly string[] = [
  ...Object.keys(positiveOperators),
  ...Object.keys(negativeOperators),
  'Null',
];

export interface Operator {
  /** `Null` only checks whether the key is present. */
  readonly isNull: boolean;
  readonly compare: Compare;
  readonly accepts: (expected: string) => boolean;
  readonly negated: boolean;
  readonly ifExists: boolean;
}

/** Parses an operator's name; undefined if it is unknown. */
export function parseOperator(name: string): Operator | undefined {
  if (name === 'Null') {
    return { isNull: true, compare: () => false, accepts: isBoolean, negated: false, ifExists: false };
  }
  const ifExists = name.endsWith('IfExists');
  const base = ifExists ? name.slice(0, -'IfExists'.length) : name;
  const positive = Object.hasOwn(negativeOperators, base) ? negativeOperators[base] : base;
  const comparison =
    positive !== undefined && Object.hasOwn(positiveOperators, positive) ? positiveOperators[positive] : undefined;
  if (!comparison) return undefined;
  return { isNull: false, accepts: () => true, ...comparison, negated: positive !== base, ifExists };
}

function isBoolean(text: string): boolean {
  return /^(?:true|false)$/i.test(text);
}

/** The addresses of `10.0.0.0/8` and the like; undefined for anything else. */
function parseRange(range: string): ((address: string) => boolean) | undefined {
  const [, network = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(range) ?? [];
  const family = isIPv4(network) ? 'ipv4' : isIPv6(network) ? 'ipv6' : undefined;
  const bits = family === 'ipv4' ? 32 : 128;
  if (!family || Number(prefix ?? bits) > bits) return undefined;
  const list = new BlockList();
  list.addSubnet(network, Number(prefix ?? bits), family);
  return (address) => (family === 'ipv4' ? isIPv4(address) : isIPv6(address)) && list.check(address, family);
}
