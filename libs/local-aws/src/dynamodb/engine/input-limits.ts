import { nestsDeeper } from '../../kernel/index.ts';
import { nestedItem } from './attribute-limits.ts';
import { validationError } from './errors.ts';

type Input = Readonly<Record<string, unknown>>;

const expressions = ['ConditionExpression', 'FilterExpression', 'KeyConditionExpression'];
const maxExpressionBytes = 4096;
/** Dynalite's time to parse an expression triples with each enclosing pair of parentheses. */
const maxParentheses = 6;
/** The levels that attributes can have, each of which takes two levels of JSON, plus the enclosing ones. */
const maxJsonLevels = 72;

/** @throws DynamoDbError for an input that would keep the process busy: DynamoDB's own limits, and a lower one for parentheses */
export function checkLimits(input: Input): void {
  if (nestsDeeper(input, maxJsonLevels)) {
    throw validationError(nestedItem);
  }
  for (const name of [...expressions, 'UpdateExpression', 'ProjectionExpression']) {
    const expression = input[name];
    if (typeof expression !== 'string') continue;
    const size = Buffer.byteLength(expression);
    if (size > maxExpressionBytes) {
      const reason = `Expression size has exceeded the maximum allowed size; expression size: ${size}`;
      throw validationError(`Invalid ${name}: ${reason}`);
    }
    if (expressions.includes(name) && countParentheses(expression) > maxParentheses) {
      const reason = `the local DynamoDB reads at most ${maxParentheses} levels of parentheses`;
      throw validationError(`Invalid ${name}: ${reason}`);
    }
  }
}

function countParentheses(expression: string): number {
  let open = 0;
  let deepest = 0;
  for (const character of expression) {
    if (character === '(') deepest = Math.max(deepest, ++open);
    else if (character === ')') open--;
  }
  return deepest;
}
