import ajvDraft04 from 'ajv-draft-04';
import { definitionPart, type RestApiDefinition } from './definition.ts';

/**
 * Returns a check that a model is a draft-04 schema whose references resolve and whose patterns compile.
 * @throws RestApiDefinitionError for models of the API; Error (later, from the check) for others
 */
export function modelChecker(api: Pick<RestApiDefinition, 'id' | 'models'>): (model: object) => void {
  const ajv = new ajvDraft04.default({ strict: false, validateFormats: false, unicodeRegExp: false, logger: false });
  for (const [name, schema] of Object.entries(api.models ?? {}))
    definitionPart(`the model ${name}`, () => ajv.addSchema(schema, modelAddress(api.id, name)));
  return (model) => {
    ajv.compile(model);
  };
}

/** The URI by which models refer to a model of the API (docs/facts/a.md#a32). */
export function modelAddress(apiId: string, name: string): string {
  return `https://apigateway.amazonaws.com/restapis/${apiId}/models/${name}`;
}
