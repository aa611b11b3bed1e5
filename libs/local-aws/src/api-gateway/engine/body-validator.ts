import { isUtf8 } from 'node:buffer';
import ajvDraft04, { type ValidateFunction } from 'ajv-draft-04';
import { byMimeType } from './content-type.ts';
import { definitionPart, type RestApiDefinition } from './definition.ts';
import { exactKeywords } from './exact-keywords.ts';
import { exceedsDepth } from './json-depth.ts';
import { validationMessages } from './validation-messages.ts';

/**
 * Undefined when the body is accepted; else what is wrong with it, as text that is made when it is asked for
 * (docs/facts/a.md#a34).
 */
export type BodyValidator = (body: Buffer, contentType: string) => (() => string) | undefined;

/** Compiles a method's request models (docs/facts/a.md#a30). A content type without a model is not validated. */
export type BodyValidatorFactory = (
  requestModels: Readonly<Record<string, object>>,
  methodName: string,
) => BodyValidator;

const maxDepth = 1000;

/** @throws RestApiDefinitionError (later, from the factory) on a model that is not a draft-04 schema */
export function bodyValidators(api: Pick<RestApiDefinition, 'id' | 'models'>): BodyValidatorFactory {
  const quick = newAjv(api, false);
  const thorough = newAjv(api, true);
  return (requestModels, methodName) => {
    const models = byMimeType(requestModels, (schema, contentType) =>
      definitionPart(`${methodName}: the request model of ${contentType}`, () => ({
        quick: quick.compile(schema),
        thorough: lazy(() => thorough.compile(schema)),
      })),
    );
    return (body, contentType) => {
      const model = models.get(contentType) ?? models.get('$default');
      return model && validate(model, body);
    };
  };
}

function validate(model: { quick: ValidateFunction; thorough: () => ValidateFunction }, body: Buffer) {
  const document = parse(body);
  if (document === undefined) return () => '[the body is not valid JSON]';
  if (model.quick(document.value)) return undefined;
  return () => {
    const all = model.thorough();
    all(document.value);
    return validationMessages(all.errors ?? [], document.value);
  };
}

/**
 * An empty body counts as `{}` (docs/facts/a.md#a29). Undefined for what is not JSON, and for what is nested too deep
 * to be meant.
 */
function parse(body: Buffer): { readonly value: unknown } | undefined {
  if (body.length === 0) return { value: {} };
  if (!isUtf8(body) || exceedsDepth(body, maxDepth)) return undefined;
  try {
    return { value: JSON.parse(body.toString('utf8')) as unknown };
  } catch {
    return undefined;
  }
}

function newAjv(api: Pick<RestApiDefinition, 'id' | 'models'>, allErrors: boolean) {
  const ajv = new ajvDraft04.default({
    allErrors,
    verbose: allErrors,
    strict: false,
    strictNumbers: true,
    ownProperties: true,
    validateFormats: false,
    unicodeRegExp: false,
    logger: false,
  });
  for (const definition of exactKeywords) ajv.removeKeyword(definition.keyword).addKeyword(definition);
  for (const [name, schema] of Object.entries(api.models ?? {}))
    definitionPart(`the model ${name}`, () =>
      ajv.addSchema(schema, `https://apigateway.amazonaws.com/restapis/${api.id}/models/${name}`),
    );
  return ajv;
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
