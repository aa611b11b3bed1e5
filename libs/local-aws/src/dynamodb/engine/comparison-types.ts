import type { AttributeValue } from './dynalite.ts';
import { validationError } from './errors.ts';

/** A part of an expression as parsed by dynalite: a comparison or call, or a value of the request. */
interface Expression {
  readonly type: string;
  readonly args: readonly (Expression | AttributeValue | readonly unknown[])[];
}

interface Parsed {
  readonly expression: Expression;
}

interface Expected {
  readonly ComparisonOperator?: string;
  readonly AttributeValueList?: readonly AttributeValue[];
  readonly Value?: AttributeValue;
}

interface CheckedInput {
  readonly _condition?: Parsed;
  readonly _filter?: Parsed;
  readonly _keyCondition?: Parsed;
  readonly Expected?: Readonly<Record<string, Expected>>;
}

const ordering: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', 'between']);
const ordered: readonly string[] = ['S', 'N', 'B'];
const types: ReadonlySet<string> = new Set([...ordered, 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M']);

/** The types of values in `Expected`, for operators that don't accept all types. */
const expectedTypes: Readonly<Record<string, readonly string[]>> = {
  LE: ordered,
  LT: ordered,
  GE: ordered,
  GT: ordered,
  BETWEEN: ordered,
  IN: ordered,
  BEGINS_WITH: ['S', 'B'],
  CONTAINS: [...ordered, 'BOOL', 'NULL'],
  NOT_CONTAINS: [...ordered, 'BOOL', 'NULL'],
};

/**
 * Rejects comparisons with unordered values, which dynalite evaluates as false (docs/facts/d.md#d23).
 * @param checked an input as dynalite has checked it
 */
export function checkComparisons(checked: unknown): void {
  const { _condition, _filter, _keyCondition, Expected: expected = {} } = checked as CheckedInput;
  checkExpression('ConditionExpression', _condition?.expression);
  checkExpression('KeyConditionExpression', _keyCondition?.expression);
  checkExpression('FilterExpression', _filter?.expression);
  for (const each of Object.values(expected)) checkExpected(each);
}

function checkExpression(name: string, expression: Expression | undefined): void {
  for (const argument of expression?.args ?? []) {
    if (isExpression(argument)) checkExpression(name, argument);
    const type = typeOf(argument);
    if (!expression || !ordering.has(expression.type) || type === undefined || ordered.includes(type)) continue;
    const operator = expression.type.toUpperCase();
    const operand = `operator or function: ${operator}, operand type: ${type}`;
    throw validationError(`Invalid ${name}: Incorrect operand type for operator or function; ${operand}`);
  }
}

const isExpression = (argument: Expression['args'][number]): argument is Expression =>
  !Array.isArray(argument) && 'type' in argument && 'args' in argument;

/** The type of a value in the request; undefined for a path, and for anything that only the item determines. */
function typeOf(argument: Expression['args'][number]): string | undefined {
  if (Array.isArray(argument)) return undefined;
  return Object.keys(argument).find((key) => types.has(key));
}

function checkExpected({ ComparisonOperator: operator, AttributeValueList: list, Value: value }: Expected): void {
  const allowed = expectedTypes[operator ?? ''];
  for (const each of list ?? (value ? [value] : [])) {
    const [type = ''] = Object.keys(each);
    if (!allowed || allowed.includes(type)) continue;
    const reason = `ComparisonOperator ${String(operator)} is not valid for ${type} AttributeValue type`;
    throw validationError(`One or more parameter values were invalid: ${reason}`);
  }
}
