import type { Schema } from './schema.ts';

/**
 * Each `format` as an ECMAScript 5 pattern that the gateway and the functions check identically. API Gateway itself
 * does not support formats.
 */
export const stringFormats: Readonly<Record<string, string>> = {
  'date-time': `^${date()}[Tt]${time()}$`,
  date: `^${date()}$`,
  time: `^${time()}$`,
  duration: duration(),
  uuid: '^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$',
  email: `^[A-Za-z0-9.!#$%&'*+/=?^_\`{|}~-]+@${domain()}$`,
  hostname: `^(?=[A-Za-z0-9.-]{1,253}$)${domain()}$`,
  ipv4: `^${ipv4()}$`,
  ipv6: ipv6(),
  uri: "^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#[\\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$",
  byte: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
};

/** The integers that all JSON parsers keep exact (RFC 8259, section 6). */
const safe = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };

/** Ranges of integer formats. An int64 beyond the safe range would reach the job as a different number. */
export const integerFormats: Readonly<Record<string, { readonly minimum: number; readonly maximum: number }>> = {
  int32: { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  int64: safe,
};

interface Range {
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly exclusiveMinimum?: boolean | undefined;
  readonly exclusiveMaximum?: boolean | undefined;
}

/** The range of a number, with that of its format. */
export function rangeOf({ type, format, minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema): Range {
  const own = { minimum, maximum, exclusiveMinimum, exclusiveMaximum };
  if (type !== 'integer') return own;
  const limits = integerFormats[format ?? ''] ?? safe;
  const isBelow = minimum === undefined || minimum < limits.minimum;
  const isAbove = maximum === undefined || maximum > limits.maximum;
  return {
    ...own,
    ...(isBelow && { minimum: limits.minimum, exclusiveMinimum: undefined }),
    ...(isAbove && { maximum: limits.maximum, exclusiveMaximum: undefined }),
  };
}

/** RFC 3339, section 5.6, with the days that each month has. */
function date(): string {
  const leapYear = '(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';
  const days = ['(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])', '(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)'];
  return `(?:${leapYear}-02-29|[0-9]{4}-(?:${days.join('|')}|02-(?:0[1-9]|1[0-9]|2[0-8])))`;
}

/** RFC 3339, section 5.6; a leap second is 60. */
function time(): string {
  const hourMinute = '(?:[01][0-9]|2[0-3]):[0-5][0-9]';
  return `${hourMinute}:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?(?:[Zz]|[+-]${hourMinute})`;
}

/** RFC 3339, appendix A. */
function duration(): string {
  const clock = 'T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S)';
  const days = '(?:[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)';
  return `^P(?:${days}(?:${clock})?|${clock}|[0-9]+W)$`;
}

/** RFC 1123, section 2.1: labels of up to 63 characters. */
function domain(): string {
  const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
  return `${label}(?:\\.${label})*`;
}

/** RFC 2673, section 3.2. */
function ipv4(): string {
  const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
  return `${octet}(?:\\.${octet}){3}`;
}

/** RFC 4291, section 2.2. */
function ipv6(): string {
  const group = '[0-9A-Fa-f]{1,4}';
  const last = `(?:${group}:${group}|${ipv4()})`;
  const forms = [
    `(?:${group}:){6}${last}`,
    `::(?:${group}:){5}${last}`,
    `(?:${group})?::(?:${group}:){4}${last}`,
    ...[1, 2, 3].map((n) => `(?:(?:${group}:){0,${n}}${group})?::(?:${group}:){${4 - n}}${last}`),
    `(?:(?:${group}:){0,4}${group})?::${last}`,
    `(?:(?:${group}:){0,5}${group})?::${group}`,
    `(?:(?:${group}:){0,6}${group})?::`,
  ];
  return `^(?:${forms.join('|')})$`;
}
