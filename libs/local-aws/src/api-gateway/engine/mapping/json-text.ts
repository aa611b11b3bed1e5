import { JavaDouble, type Value } from '@jobs/velocity';
import { type JsonBuilder, readJson } from '../json/read-json.ts';
import { JsonList } from './json-list.ts';

/**
 * Parses JSON into the values of templates: whole numbers and fractions stay apart, keys keep their order.
 * @throws JsonTextError when the text is not JSON, or is nested deeper than 1000 levels
 */
export function parseJsonText(text: string): Value {
  return readJson<Value>(text, builder);
}

const builder: JsonBuilder<Value> = {
  bare: (value) => value,
  number: numberOf,
  array: () => new JsonList(),
  object: (members) => members,
};

function numberOf(image: string): Value {
  if (/[.e]/i.test(image)) return new JavaDouble(Number(image));
  const number = Number(image);
  return Math.abs(number) < 2 ** 31 ? number : BigInt(image);
}
