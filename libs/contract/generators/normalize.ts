import { keywords } from './keywords.ts';
import { dereference, mapSchemas, refName, refPrefix, type Schema, type Schemas, type SchemaType } from './schema.ts';

/**
 * Makes explicit what the contract only implies, so that types, models and validators interpret it identically: the
 * type of a schema that has none, and the values of discriminators.
 */
export function normalize(schemas: Schemas): Schemas {
  const typed = mapValues(schemas, withTypes);
  return mapValues(withDiscriminatorValues(typed), (schema) => withMappings(schema, typed));
}

function mapValues(schemas: Schemas, map: (schema: Schema) => Schema): Schemas {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, map(schema)]));
}

function withTypes(schema: Schema): Schema {
  const type = schema.type ?? impliedType(schema);
  return mapSchemas(type ? { ...schema, type } : schema, '', withTypes);
}

function impliedType(schema: Schema): SchemaType | undefined {
  const restricted = new Set(Object.keys(schema).map((name) => keywords[name]?.restricts ?? 'anything'));
  restricted.delete('anything');
  const [only, ...others] = restricted;
  return others.length === 0 ? (only as SchemaType | undefined) : undefined;
}

/** Adds the mapping's values as an enum to the discriminator property of each mapped branch. */
function withDiscriminatorValues(schemas: Schemas): Schemas {
  const result: Record<string, Schema> = { ...schemas };
  const visit = (schema: Schema): Schema => {
    const { propertyName, mapping = {} } = schema.discriminator ?? {};
    const values = Map.groupBy(Object.entries(mapping), ([, target]) => refName(target) ?? target);
    for (const [name, entries] of values) {
      const branch = result[name];
      const property = propertyName === undefined ? undefined : branch?.properties?.[propertyName];
      if (!branch || propertyName === undefined || property?.type !== 'string' || property.enum) continue;
      const listed = { ...property, enum: entries.map(([value]) => value) };
      result[name] = { ...branch, properties: { ...branch.properties, [propertyName]: listed } };
    }
    return mapSchemas(schema, '', visit);
  };
  Object.values(schemas).forEach(visit);
  return result;
}

/** A discriminator without a mapping gets one from the values that its branches list. */
function withMappings(schema: Schema, schemas: Schemas): Schema {
  const inner = mapSchemas(schema, '', (next) => withMappings(next, schemas));
  const { discriminator } = inner;
  if (!discriminator || discriminator.mapping) return inner;
  const entries = branchesOf(inner).flatMap((branch) =>
    discriminatorValues(schemas, branch, discriminator.propertyName).map((value) => [value, branch.$ref] as const),
  );
  const mapping = Object.fromEntries(entries.filter(([, target]) => target !== undefined)) as Record<string, string>;
  return { ...inner, discriminator: { ...discriminator, mapping } };
}

/** The schemas that a discriminator chooses from. */
function branchesOf({ oneOf, anyOf }: Schema): readonly Schema[] {
  return oneOf ?? anyOf ?? [];
}

/** The values that a branch lists for the discriminator property; empty if it accepts any. */
function discriminatorValues(schemas: Schemas, branch: Schema, propertyName: string): readonly string[] {
  const found = dereference(schemas, branch);
  const property = found.properties?.[propertyName];
  const values = property ? dereference(schemas, property).enum : undefined;
  if (values) return values.filter((value) => typeof value === 'string');
  return (found.allOf ?? []).flatMap((part) => discriminatorValues(schemas, part, propertyName));
}

/** Problems where a mapping and the values of its branches differ. */
export function discriminatorProblems(schema: Schema, schemas: Schemas): string[] {
  const { discriminator } = schema;
  if (!discriminator) return [];
  const { propertyName, mapping = {} } = discriminator;
  const branches = branchesOf(schema);
  if (branches.length === 0) return ["'discriminator' needs a oneOf or anyOf next to it."];
  return branches.flatMap((branch) => {
    const name = branch.$ref ?? 'a branch';
    const found = dereference(schemas, branch);
    const values = discriminatorValues(schemas, branch, propertyName);
    if (values.length === 0) return [`'${propertyName}' of ${name} must list its values: add enum: [value].`];
    if (!isRequired(schemas, found, propertyName)) return [`'${propertyName}' must be required in ${name}.`];
    if (branch.$ref === undefined) return [];
    const mapped = Object.keys(mapping).filter(
      (key) => `${refPrefix}${refName(mapping[key] ?? '') ?? mapping[key]}` === branch.$ref,
    );
    const isSame = mapped.length === values.length && mapped.every((value) => values.includes(value));
    return isSame
      ? []
      : [
          `the mapping leads to ${name} from '${mapped.join("', '")}', and its '${propertyName}' takes '${values.join("', '")}': make them match.`,
        ];
  });
}

function isRequired(schemas: Schemas, schema: Schema, name: string): boolean {
  return (
    schema.required?.includes(name) === true ||
    (schema.allOf ?? []).some((part) => isRequired(schemas, dereference(schemas, part), name))
  );
}
