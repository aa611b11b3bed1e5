import type { JsonNumber } from '../../json/json-number.ts';
import { canonicalNode, isEqual, type JsonNode } from '../json-node.ts';
import { keyword } from '../keyword.ts';

export const arrayKeywords = {
  additionalItems: keyword(['array'], (allowed: JsonNode, schema) => {
    const items = schema.get('items');
    return (array: JsonNode[], report) => {
      if (allowed === false && Array.isArray(items) && array.length > items.length)
        report.error(
          () => `schema only allows ${items.length} elements in array but instance has ${array.length} elements`,
        );
    };
  }),
  minItems: keyword(['array'], (minimum: JsonNumber) => ({ length }: JsonNode[], report) => {
    if (length < Number(minimum))
      report.error(
        () => `array is too short: must have at least ${String(minimum)} elements but instance has ${length} elements`,
      );
  }),
  maxItems: keyword(['array'], (maximum: JsonNumber) => ({ length }: JsonNode[], report) => {
    if (length > Number(maximum))
      report.error(
        () => `array is too long: must have at most ${String(maximum)} elements but instance has ${length} elements`,
      );
  }),
  uniqueItems: keyword(['array'], (isUnique: boolean) => (array: JsonNode[], report) => {
    if (isUnique && hasDuplicates(array)) report.error(() => 'array must not contain duplicate elements');
  }),
};

/**
 * Objects with members in a different order count as different, because the validator's hash depends on the order.
 * @throws NumberRangeError
 */
function hasDuplicates(array: readonly JsonNode[]): boolean {
  const seen = new Map<string, JsonNode>();
  return array.some((item) => {
    const key = canonicalNode(item);
    const other = seen.get(key);
    seen.set(key, item);
    return other !== undefined && isEqual(item, other);
  });
}
