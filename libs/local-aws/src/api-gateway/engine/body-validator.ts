import { isUtf8 } from 'node:buffer';
import { byMimeType } from './content-type.ts';
import { definitionPart, type RestApiDefinition } from './definition.ts';
import { NumberRangeError } from './json/json-number.ts';
import { JsonTextError } from './json/read-json.ts';
import { modelAddress, modelChecker } from './model-checker.ts';
import { InstanceValidator } from './validation/instance-validator.ts';
import { readNode } from './validation/json-node.ts';
import { Report } from './validation/report.ts';
import { type Schema, ValidationLoopError } from './validation/schema.ts';

/**
 * Returns undefined if the body is valid; otherwise a function that describes the problem, evaluated lazily
 * (docs/facts/a.md#a34).
 */
export type BodyValidator = (body: Buffer, contentType: string) => (() => string) | undefined;

/** Compiles a method's request models (docs/facts/a.md#a30). A content type without a model is not validated. */
export type BodyValidatorFactory = (
  requestModels: Readonly<Record<string, object>>,
  methodName: string,
) => BodyValidator;

/** @throws RestApiDefinitionError (later, from the factory) on a model that is not a draft-04 schema */
export function bodyValidators(api: Pick<RestApiDefinition, 'id' | 'models'>): BodyValidatorFactory {
  const check = modelChecker(api);
  const registry = new Map(
    Object.entries(api.models ?? {}).map(([name, model]) => [modelAddress(api.id, name), schemaOf(model)]),
  );
  const validator = new InstanceValidator(registry);
  return (requestModels, methodName) => {
    const models = byMimeType(requestModels, (model, contentType) =>
      definitionPart(`${methodName}: the request model of ${contentType}`, () => {
        check(model);
        return schemaOf(model);
      }),
    );
    return (body, contentType) => {
      const model = models.get(contentType) ?? models.get('$default');
      return model && validate(validator, model, body);
    };
  };
}

function schemaOf(model: object): Schema {
  return readNode(JSON.stringify(model)) as Schema;
}

function validate(validator: InstanceValidator, schema: Schema, body: Buffer): (() => string) | undefined {
  const report = new Report();
  try {
    validator.validate({ schema, root: schema }, readNode(textOf(body)), report);
  } catch (error) {
    return rejectionOf(error);
  }
  return report.isSuccess ? undefined : () => `[${report.messages.join(', ')}]`;
}

/** An empty body counts as `{}` (docs/facts/a.md#a29). */
function textOf(body: Buffer): string {
  if (!isUtf8(body)) throw new JsonTextError('not UTF-8');
  return body.length === 0 ? '{}' : body.toString('utf8');
}

/** Rejects documents on which AWS's validator itself fails (docs/facts/a.md#a33). */
function rejectionOf(error: unknown): () => string {
  if (error instanceof JsonTextError) return () => `[the body is not valid JSON: ${error.message}]`;
  if (error instanceof NumberRangeError || error instanceof ValidationLoopError)
    return () => `[the body cannot be validated: ${error.message}]`;
  throw error;
}
