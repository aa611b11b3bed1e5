import { keywords, unsupportedKeywords } from './keywords.ts';
import { discriminatorProblems } from './normalize.ts';
import { functionPatternProblem, patternProblem } from './patterns.ts';
import { escapePointer, refName, refPrefix, type Schema, type Schemas, visitSchemas } from './schema.ts';

/** A part of the contract that cannot be generated from, and what to write instead. */
export interface Problem {
  /** JSON pointer into the contract. */
  readonly at: string;
  readonly message: string;
}

/**
 * All problems of the named schemas.
 * @param requestSchemas names of the schemas that API Gateway also checks
 */
export function schemaProblems(schemas: Schemas, requestSchemas: ReadonlySet<string>): Problem[] {
  return Object.entries(schemas).flatMap(([name, schema]) => {
    const problems: Problem[] = [];
    visitSchemas(schema, `${refPrefix}${escapePointer(name)}`, (inner, at) => {
      const messages = [
        ...keywordProblems(inner),
        ...referenceProblems(inner, schemas),
        ...typeProblems(inner),
        ...objectProblems(inner),
        ...patternProblems(inner, requestSchemas.has(name)),
        ...discriminatorProblems(inner, schemas),
        ...lostNameProblems(inner),
        ...(requestSchemas.has(name) ? listedValueProblems(inner) : []),
      ];
      problems.push(...messages.map((message) => ({ at, message })));
    });
    return problems;
  });
}

function keywordProblems(schema: Schema): string[] {
  return Object.entries(schema).flatMap(([name, value]) => {
    if (name.startsWith('x-')) return [];
    const keyword = Object.hasOwn(keywords, name) ? keywords[name] : undefined;
    if (keyword?.value.isValid(value) === true) return [];
    if (keyword) return [`'${name}' must be ${keyword.value.expected}.`];
    const instead = unsupportedKeywords[name] ?? 'remove it; keywords of your own begin with x-';
    return [`'${name}' is not a keyword of OpenAPI 3.0: ${instead}.`];
  });
}

function referenceProblems(schema: Schema, schemas: Schemas): string[] {
  const { $ref, ...others } = schema;
  if (typeof $ref !== 'string') return [];
  const name = refName($ref);
  const siblings = Object.keys(others).filter((key) => keywords[key]?.effect === 'checked' || key === 'default');
  return [
    ...(name === undefined ? [`'$ref' must point to ${refPrefix}<name>: name the schema '${$ref}' there.`] : []),
    ...(name !== undefined && !Object.hasOwn(schemas, name) ? [`'${$ref}' does not exist.`] : []),
    ...siblings.map(
      (key) => `'${key}' has no effect next to '$ref': replace '$ref' with allOf: [{ $ref: '${$ref}' }].`,
    ),
  ];
}

function typeProblems(schema: Schema): string[] {
  const { type } = schema;
  const restricted = type === 'integer' ? 'number' : type;
  const others = Object.keys(schema).filter((name) => {
    const { restricts = 'anything' } = keywords[name] ?? {};
    return restricts !== 'anything' && restricts !== restricted;
  });
  if (restricted === undefined && others.length > 0)
    return [`'${others.join("' and '")}' apply to different types: add a 'type', or a oneOf with one schema per type.`];
  return others.map((name) => `'${name}' has no effect on type ${type ?? ''}: remove it.`);
}

function objectProblems({ required, properties, additionalProperties }: Schema): string[] {
  const forbidden = ['__proto__', 'hasOwnProperty']
    .filter((name) => Object.hasOwn(properties ?? {}, name))
    .map((name) => `a property can't be named '${name}', which JavaScript libraries depend on: rename it.`);
  if (additionalProperties !== false || required === undefined) return forbidden;
  const unlisted = required
    .filter((name) => !Object.hasOwn(properties ?? {}, name))
    .map(
      (name) => `the required property '${name}' is not in 'properties', and additionalProperties is false: add it.`,
    );
  return [...forbidden, ...unlisted];
}

function patternProblems({ pattern }: Schema, isRequest: boolean): string[] {
  if (typeof pattern !== 'string') return [];
  const problem = isRequest ? patternProblem(pattern) : functionPatternProblem(pattern);
  return problem === undefined ? [] : [`pattern '${pattern}' ${problem}.`];
}

/** Listed values and defaults become object literals in JavaScript source, where `__proto__` is not a property. */
function lostNameProblems(schema: Schema): string[] {
  const values = [
    ...(Array.isArray(schema.enum) ? schema.enum : []).map((value: unknown) => ["'enum' lists", value]),
    ['the default is', schema.default],
  ];
  return values
    .filter(([, value]) => hasLostName(value))
    .map(
      ([what, value]) =>
        `${String(what)} ${JSON.stringify(value)}, whose property '__proto__' would get lost in JavaScript: rename it.`,
    );
}

function hasLostName(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasLostName);
}

/** A model is part of a CloudFormation template, and CDK omits null from objects and lists. */
function listedValueProblems(schema: Schema): string[] {
  return (Array.isArray(schema.enum) ? schema.enum : [])
    .filter((value) => typeof value === 'object' && value !== null && hasNull(value))
    .map(
      (value) =>
        `'enum' lists ${JSON.stringify(value)}, but a model can't contain null in a value: write a oneOf with a schema for it.`,
    );
}

function hasNull(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.values(value).some(hasNull));
}
