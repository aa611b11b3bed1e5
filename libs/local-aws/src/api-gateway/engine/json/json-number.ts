/** Thrown when comparing a number that is too large for a double. */
export class NumberRangeError extends Error {
  override readonly name = 'NumberRangeError';
}

/** `digits * 10 ** exponent`. The digits have no leading or trailing zeros; they are empty for zero. */
interface Decimal {
  readonly sign: -1 | 0 | 1;
  readonly digits: string;
  readonly exponent: number;
}

/** A number of a JSON text with all its digits, as Jackson reads it into a `BigInteger` or a `BigDecimal`. */
export class JsonNumber {
  readonly #image: string;
  #decimal: Decimal | undefined;

  /** @param image the number as it is written in JSON */
  constructor(image: string) {
    this.#image = image;
  }

  /** Whether it is written without a fraction and without an exponent. */
  get isInteger(): boolean {
    return !/[.e]/i.test(this.#image);
  }

  /**
   * Less than 0 when this one is smaller.
   * @throws NumberRangeError
   */
  compareTo(other: JsonNumber): number {
    if (this.#isShort() && other.#isShort()) return Number(this.#image) - Number(other.#image);
    const [a, b] = [this.#exactly(), other.#exactly()];
    return a.sign === b.sign ? a.sign * compareMagnitudes(a, b) : a.sign - b.sign;
  }

  /** @throws NumberRangeError */
  isMultipleOf(step: JsonNumber): boolean {
    const [a, b] = [this.#exactly(), step.#exactly()];
    if (a.sign === 0) return true;
    if (a.exponent < b.exponent) return false;
    return (BigInt(a.digits) * 10n ** BigInt(a.exponent - b.exponent)) % BigInt(b.digits) === 0n;
  }

  /** Text that is the same for equal numbers. */
  toCanonical(): string {
    if (this.#isInfinite()) return this.toString();
    const { sign, digits, exponent } = this.#exactly();
    return `${sign}*${digits}e${exponent}`;
  }

  /** As Jackson prints it: a fraction without trailing zeros, with an exponent where `BigDecimal` has one. */
  toString(): string {
    if (this.#isInfinite()) return this.#image.startsWith('-') ? '"-Infinity"' : '"Infinity"';
    if (this.isInteger) return this.#image === '-0' ? '0' : this.#image;
    return printed(this.#exactly());
  }

  /** Whether it certainly fits into a double exactly, judged by its length alone. */
  #isShort(): boolean {
    return this.isInteger && this.#image.length <= 15;
  }

  #isInfinite(): boolean {
    return !this.isInteger && !Number.isFinite(Number(this.#image));
  }

  #exactly(): Decimal {
    if (this.#isInfinite()) throw new NumberRangeError(`${this.#image} is beyond the range of a double.`);
    return (this.#decimal ??= decimalOf(this.#image));
  }
}

/** The digits as they are written, and the power of ten of the last one. */
function splitNumber(image: string): { readonly all: string; readonly exponent: number } {
  const [mantissa = '', exponent = '0'] = image.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  return { all: whole + fraction, exponent: Number(exponent) - fraction.length };
}

/** `new BigDecimal(image).toString()`, which keeps trailing zeros. */
export function bigDecimalText(image: string): string {
  const { all, exponent } = splitNumber(image);
  const digits = all.replace(/^0+(?=\d)/, '');
  return printed({ sign: image.startsWith('-') && digits !== '0' ? -1 : 1, digits, exponent });
}

function decimalOf(image: string): Decimal {
  const { all, exponent } = splitNumber(image);
  let [start, end] = [0, all.length];
  while (all[start] === '0') start += 1;
  while (end > start && all[end - 1] === '0') end -= 1;
  if (start === end) return { sign: 0, digits: '', exponent: 0 };
  return {
    sign: image.startsWith('-') ? -1 : 1,
    digits: all.slice(start, end),
    exponent: exponent + (all.length - end),
  };
}

/** The power of ten of the first digit. */
const magnitude = ({ digits, exponent }: Decimal) => digits.length - 1 + exponent;

function compareMagnitudes(a: Decimal, b: Decimal): number {
  const difference = magnitude(a) - magnitude(b);
  if (difference !== 0) return difference;
  return a.digits === b.digits ? 0 : a.digits < b.digits ? -1 : 1;
}

/** As `BigDecimal.toString`. */
function printed(number: Decimal): string {
  const { digits, exponent } = number;
  if (digits === '') return '0';
  const sign = number.sign < 0 ? '-' : '';
  const power = magnitude(number);
  if (exponent > 0 || power < -6) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    return `${sign}${digits.slice(0, 1)}${fraction}E${power < 0 ? '' : '+'}${power}`;
  }
  if (exponent === 0) return sign + digits;
  const padded = digits.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}
