import * as z from 'zod/mini';

/** JSON Schema's checks that zod lacks, or implements differently. */

/** Gives a validator the contract's type for the values that it accepts. */
export const schema = <T>(validator: z.ZodMiniType) => validator as z.ZodMiniType<T>;

/** Any JSON value, but not undefined. */
export const anything = () => z.custom((value) => value !== undefined, 'is missing');

export const wholeNumber = () => z.refine<number>(Number.isInteger, 'must be a whole number');

/** Exact for decimals, unlike the remainder of binary fractions: 0.3 is a multiple of 0.1. */
export const multipleOf = (step: number) =>
  z.refine<number>((value) => isMultipleOf(value, step), `must be a multiple of ${step}`);

export function isMultipleOf(value: number, step: number): boolean {
  const [a, b] = [decimal(value), decimal(step)];
  const exponent = Math.min(a.exponent, b.exponent);
  return scaled(a, exponent) % scaled(b, exponent) === 0n;
}

interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

function decimal(value: number): Decimal {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  return { digits: BigInt(`${sign}${whole}${fraction}`), exponent: Number(exponent) - fraction.length };
}

function scaled({ digits, exponent }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(exponent - to);
}

const count = (text: string) => Array.from(text).length;

/** Counts code points, as JSON Schema does; `length` counts half an emoji. */
export const minCharacters = (minimum: number) =>
  z.refine<string>((text) => count(text) >= minimum, `must have at least ${minimum} characters`);

export const maxCharacters = (maximum: number) =>
  z.refine<string>(
    (text) => text.length <= maximum || count(text) <= maximum,
    `must have at most ${maximum} characters`,
  );

export const format = (name: string, pattern: RegExp) =>
  z.refine<string>((text) => pattern.test(text), `must have the format ${name}`);

export const minProperties = (minimum: number) =>
  z.refine<object>((value) => Object.keys(value).length >= minimum, `must have at least ${minimum} properties`);

export const maxProperties = (maximum: number) =>
  z.refine<object>((value) => Object.keys(value).length <= maximum, `must have at most ${maximum} properties`);

/**
 * A JSON document. Rejects a property named `__proto__` at any depth, because JavaScript would lose it.
 */
export const jsonDocument = <T>(validator: z.ZodMiniType<T>): z.ZodMiniType<T> =>
  schema(z.pipe(z.custom(keepsItsNames, "must not have a property named '__proto__'"), validator));

function keepsItsNames(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return !Object.hasOwn(value, '__proto__') && Object.values(value).every(keepsItsNames);
}

/** For objects with a property named like an inherited one, such as `constructor`. */
export const ownProperties = (object: z.ZodMiniType) =>
  z.pipe(
    z.transform((value: unknown) => (isObject(value) ? Object.assign(Object.create(null) as object, value) : value)),
    object,
  );

/** For properties that the schema requires but does not describe. */
export const requiredProperties = (names: readonly string[]) =>
  z.refine<object>(
    (value) => names.every((name) => Object.hasOwn(value, name)),
    `must have the properties ${names.join(', ')}`,
  );

export const uniqueItems = () =>
  z.refine<readonly unknown[]>(
    (items) => new Set(items.map(canonical)).size === items.length,
    'must not have the same item twice',
  );

/** An enum with objects or lists among its values. */
export const oneOfValues = (values: readonly unknown[]) => {
  const allowed = new Set(values.map(canonical));
  return z.custom((value) => value !== undefined && allowed.has(canonical(value)), 'must be one of the listed values');
};

/** Canonical JSON: equal values have the same text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join()}}`;
}

export const not = (refused: z.ZodMiniType) =>
  z.custom((value) => value !== undefined && !refused.safeParse(value).success, "must not match the schema in 'not'");

/**
 * A value that all parts accept, with the defaults of all of them. zod's own intersection allows one part's properties
 * even if another part rejects them.
 */
export const allOf = (...parts: readonly z.ZodMiniType[]) =>
  z.pipe(
    z.unknown(),
    z.transform((input, context) => {
      const results = parts.map((part) => part.safeParse(input));
      for (const { error } of results) context.issues.push(...((error?.issues ?? []) as never[]));
      return results.reduce<unknown>((merged, { data }) => withDefaults(merged, data), input);
    }),
  );

/** Adds what the second value has and the first lacks. */
function withDefaults(value: unknown, more: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(more)) return value.map((item, index) => withDefaults(item, more[index]));
  if (!isObject(value) || !isObject(more)) return value;
  const merged = Object.entries(more).map(([name, inner]) => [
    name,
    Object.hasOwn(value, name) ? withDefaults(value[name], inner) : inner,
  ]);
  return { ...value, ...Object.fromEntries(merged) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
