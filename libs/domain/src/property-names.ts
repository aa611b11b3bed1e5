import type * as z from 'zod/mini';

/** The part of a zod schema's definition that leads to the schemas nested in it. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, unknown>>;
  readonly getter?: () => unknown;
}

/** The names of all properties that a schema, and the schemas in it, describe. */
export function propertyNames(schema: z.ZodMiniType): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) (value as readonly unknown[]).forEach(visit);
    if (!isSchema(value) || seen.has(value)) return;
    seen.add(value);
    const { def } = value._zod;
    for (const name of Object.keys(def.shape ?? {})) names.add(name);
    Object.values<unknown>({ ...def }).forEach(visit);
    Object.values(def.shape ?? {}).forEach(visit);
    if (def.type === 'lazy') visit(def.getter?.());
  };
  visit(schema);
  return names;
}

function isSchema(value: unknown): value is { readonly _zod: { readonly def: Definition } } {
  return typeof value === 'object' && value !== null && '_zod' in value;
}
