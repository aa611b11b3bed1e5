import { JavaDouble, type Value } from '@jobs/velocity';
import { bigDecimalText } from '../json/json-number.ts';
import { type JsonBuilder, readJson } from '../json/read-json.ts';
import { JsonList } from './json-list.ts';

/**
 * Parses JSON into template values as json-smart does: integers and decimals are distinct types, keys keep their
 * order, and a string with an escape loses each unescaped DEL.
 * @throws JsonTextError when the text is not JSON, or is nested deeper than 1000 levels
 */
export function parseJsonText(text: string): Value {
  return readJson<Value>(text, builder);
}

const builder: JsonBuilder<Value> = {
  string: (image) => (image.includes('\\') ? image.replaceAll('\x7f', '') : image),
  bare: (value) => value,
  number: numberOf,
  array: () => new JsonList(),
  object: (members) => members,
};

/** json-smart reads a longer decimal into a `BigDecimal`. */
const maxDoubleLength = 18;

/** A `BigDecimal`: a double in calculations, printed with all its digits. */
class LongDecimal extends JavaDouble {
  readonly #image: string;

  constructor(image: string) {
    super(Number(image));
    this.#image = image;
  }

  override toString(): string {
    return bigDecimalText(this.#image);
  }
}

function numberOf(image: string): Value {
  if (/[.e]/i.test(image))
    return image.length > maxDoubleLength ? new LongDecimal(image) : new JavaDouble(Number(image));
  const number = Number(image);
  return Math.abs(number) < 2 ** 31 ? number : BigInt(image);
}
