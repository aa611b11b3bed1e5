import { rangeOf, stringFormats } from './formats.ts';
import { dereference, isRecursive, referencesOf, refName, type Schema, type Schemas } from './schema.ts';

/**
 * TypeScript source of one `zod/mini` schema per named schema.
 * @param checksModule where the source imports `checks.ts` from
 * @param typesModule where it imports the types of the schemas from
 */
export function schemasSource(schemas: Schemas, checksModule: string, typesModule: string): string {
  return [
    `import * as z from 'zod/mini';`,
    `import * as checks from '${checksModule}';`,
    `import type { components } from '${typesModule}';`,
    '',
    `type Schemas = components['schemas'];`,
    '',
    ...definitions(schemas, (name) => `Schemas[${JSON.stringify(name)}]`).map((definition) => `export ${definition}\n`),
  ].join('\n');
}

/**
 * A constant for each named schema, built with `z` and `checks`, in dependency order. A
 * bundler can drop unused ones, because each is created by a side-effect-free function.
 */
export function definitions(schemas: Schemas, typeOf: (name: string) => string): string[] {
  const { expression } = createSource(schemas);
  return inOrder(schemas).map(
    (name) =>
      `const ${identifierOf(name)}: z.ZodMiniType<${typeOf(name)}> = /* @__PURE__ */ (() => checks.schema(${expression(schemas[name] ?? {})}))();`,
  );
}

/** The name of the validator of a schema. OpenAPI allows dots and hyphens in the names of schemas. */
export function identifierOf(name: string): string {
  const plain = name.replaceAll('_', '__').replaceAll('-', '_h').replaceAll('.', '_d');
  const isPlain = /^[A-Z_]\w*$/i.test(name) && !/__|_[hd]/.test(name);
  return `${isPlain ? name : /^\d/.test(plain) ? `_${plain}` : plain}Schema`;
}

/** The names of all schemas in dependency order, except within cycles. */
function inOrder(schemas: Schemas): string[] {
  const done = new Set<string>();
  const visiting = new Set<string>();
  const visit = (name: string): void => {
    if (done.has(name) || visiting.has(name)) return;
    visiting.add(name);
    referencesOf(schemas[name] ?? {}).forEach(visit);
    done.add(name);
  };
  Object.keys(schemas).forEach(visit);
  return [...done];
}

function createSource(schemas: Schemas) {
  return { expression };

  function expression(schema: Schema): string {
    if (schema.$ref !== undefined) return reference(refName(schema.$ref) ?? '');
    const inner = notNull(schema);
    return schema.nullable === true ? `z.nullable(${inner})` : inner;
  }

  function reference(name: string): string {
    const identifier = identifierOf(name);
    return isRecursive(schemas, name) ? `z.lazy(() => ${identifier})` : identifier;
  }

  function notNull(schema: Schema): string {
    const parts = [
      ...typedParts(schema),
      ...(schema.allOf ?? []).map(expression),
      ...(schema.anyOf ? [`z.union([${schema.anyOf.map(expression).join(', ')}])`] : []),
      ...(schema.oneOf ? [`z.xor([${schema.oneOf.map(expression).join(', ')}])`] : []),
      ...(schema.not ? [`checks.not(${expression(schema.not)})`] : []),
    ];
    const [only = 'checks.anything()', ...others] = parts;
    return others.length === 0 ? only : `checks.allOf(${parts.join(', ')})`;
  }

  /** All enum values satisfy the rest of the schema (see value-problems.ts), so the enum is sufficient. */
  function typedParts(schema: Schema): string[] {
    if (schema.enum) return [enumeration(schema.enum)];
    return schema.type === undefined ? [] : [typed(schema, schema.type)];
  }

  function typed(schema: Schema, type: NonNullable<Schema['type']>): string {
    switch (type) {
      case 'boolean':
        return 'z.boolean()';
      case 'array':
        return `z.array(${schema.items ? expression(schema.items) : 'checks.anything()'})${checks(arrayChecks(schema))}`;
      case 'integer':
        return `z.number()${checks(['checks.wholeNumber()', ...numberChecks(schema)])}`;
      case 'number':
        return `z.number()${checks(numberChecks(schema))}`;
      case 'string':
        return `z.string()${checks(stringChecks(schema))}`;
      case 'object':
        return `${object(schema)}${checks(objectChecks(schema))}`;
    }
  }

  function object({ properties = {}, required = [], additionalProperties = true }: Schema): string {
    const entries = Object.entries(properties).map(([name, property]) => {
      const isOptional = !required.includes(name);
      return `${JSON.stringify(name)}: ${isOptional ? optional(property) : expression(property)}`;
    });
    const source = closed(`{ ${entries.join(', ')} }`, additionalProperties);
    return Object.keys(properties).some((name) => name in Object.prototype)
      ? `checks.ownProperties(${source})`
      : source;
  }

  function closed(body: string, additionalProperties: boolean | Schema): string {
    if (additionalProperties === true) return `z.looseObject(${body})`;
    if (additionalProperties === false) return `z.strictObject(${body})`;
    return `z.catchall(z.object(${body}), ${expression(additionalProperties)})`;
  }

  function optional(property: Schema): string {
    const inner = expression(property);
    const value = defaultOf(property);
    return value === undefined
      ? `z.exactOptional(${inner})`
      : `z.prefault(${inner}, () => (${JSON.stringify(value)}) as never)`;
  }

  function defaultOf(property: Schema): unknown {
    return dereference(schemas, property).default;
  }
}

function enumeration(values: readonly unknown[]): string {
  const isPlain = values.every((value) => value === null || ['string', 'number', 'boolean'].includes(typeof value));
  return `${isPlain ? 'z.literal' : 'checks.oneOfValues'}(${JSON.stringify(values)})`;
}

function objectChecks({ required = [], properties = {}, minProperties, maxProperties }: Schema): string[] {
  const unlisted = required.filter((name) => !Object.hasOwn(properties, name));
  return [
    ...(unlisted.length > 0 ? [`checks.requiredProperties(${JSON.stringify(unlisted)})`] : []),
    ...call('checks.minProperties', minProperties),
    ...call('checks.maxProperties', maxProperties),
  ];
}

function arrayChecks({ minItems, maxItems, uniqueItems }: Schema): string[] {
  return [
    ...call('z.minLength', minItems),
    ...call('z.maxLength', maxItems),
    ...(uniqueItems === true ? ['checks.uniqueItems()'] : []),
  ];
}

function numberChecks(schema: Schema): string[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = rangeOf(schema);
  return [
    ...call(exclusiveMinimum === true ? 'z.gt' : 'z.gte', minimum),
    ...call(exclusiveMaximum === true ? 'z.lt' : 'z.lte', maximum),
    ...call('checks.multipleOf', schema.multipleOf),
  ];
}

function stringChecks({ pattern, format = '', minLength, maxLength }: Schema): string[] {
  const formatPattern = Object.hasOwn(stringFormats, format) ? stringFormats[format] : undefined;
  return [
    ...(formatPattern === undefined
      ? []
      : [`checks.format(${JSON.stringify(format)}, ${regularExpression(formatPattern)})`]),
    ...(pattern === undefined ? [] : [`z.regex(${regularExpression(pattern)})`]),
    ...call('checks.minCharacters', minLength),
    ...call('checks.maxCharacters', maxLength),
  ];
}

function regularExpression(pattern: string): string {
  return `new RegExp(${JSON.stringify(pattern)}, 'u')`;
}

function call(name: string, limit: number | undefined): string[] {
  return limit === undefined ? [] : [`${name}(${limit})`];
}

function checks(all: readonly string[]): string {
  return all.length > 0 ? `.check(${all.join(', ')})` : '';
}
