import type { AttributeValue, Item } from './dynalite.ts';

/** The size of an item in bytes, as DynamoDB counts it: UTF-8 of names and texts (docs/facts/d.md#d9). */
export function itemBytes(item: Item): number {
  return Object.entries(item).reduce((total, [name, value]) => total + Buffer.byteLength(name) + valueBytes(value), 0);
}

function valueBytes(value: AttributeValue): number {
  const [type, content] = Object.entries(value)[0] ?? [];
  switch (type) {
    case 'S':
      return Buffer.byteLength(content as string);
    case 'B':
      return Buffer.byteLength(content as string, 'base64');
    case 'N':
      return numberBytes(content as string);
    case 'SS':
    case 'NS':
    case 'BS':
      return sum(content as string[], (member) => valueBytes({ [type.charAt(0)]: member }));
    case 'L':
      return 3 + sum(content as AttributeValue[], (element) => 1 + valueBytes(element));
    case 'M':
      return 3 + Object.keys(content as Item).length + itemBytes(content as Item);
    default:
      return 1;
  }
}

const sum = <T>(values: readonly T[], bytesOf: (value: T) => number): number =>
  values.reduce((total, value) => total + bytesOf(value), 0);

/** A byte for each pair of decimal places that holds a digit other than 0, one for the exponent, one for a minus. */
function numberBytes(text: string): number {
  const { digits, exponent } = significantDigits(text);
  if (digits === '') return 1;
  const startsWithinPair = digits.length % 2 === 0 && exponent % 2 === 0;
  return 1 + Math.ceil(digits.length / 2) + (startsWithinPair ? 1 : 0) + (text.startsWith('-') ? 1 : 0);
}

/**
 * The digits of a number without leading and trailing zeros, and the power of ten of the first.
 * @param text a number without an exponent, as DynamoDB stores it
 */
export function significantDigits(text: string): { readonly digits: string; readonly exponent: number } {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const places = whole + fraction;
  let start = 0;
  let end = places.length;
  while (places.charAt(start) === '0') start++;
  while (end > start && places.charAt(end - 1) === '0') end--;
  return { digits: places.slice(start, end), exponent: whole.length - 1 - start };
}
