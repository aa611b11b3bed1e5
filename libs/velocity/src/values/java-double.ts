/** A Java Double: a number that may be whole and is printed with its fraction nevertheless (`2.0`). */
export class JavaDouble {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  /** As `Double.toString`: plain from 10^-3 up to 10^7, else with an exponent, and with two digits at least. */
  toString(): string {
    const { value } = this;
    if (!Number.isFinite(value)) return String(value);
    if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
    const magnitude = Math.abs(value);
    if (magnitude >= 1e-3 && magnitude < 1e7) return withFraction(String(value));
    const shortest = value.toExponential();
    const [mantissa = '', exponent = ''] = (shortest.includes('.') ? shortest : value.toExponential(1)).split('e');
    return `${mantissa}E${exponent.replace('+', '')}`;
  }
}

const withFraction = (digits: string) => (digits.includes('.') ? digits : `${digits}.0`);
