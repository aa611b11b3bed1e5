import type { BodyValidatorFactory } from './body-validator.ts';
import type { MethodDefinition } from './definition.ts';
import { invalidBody, missingParameters } from './gateway-error.ts';
import type { RequestParameters } from './request-parameters.ts';

export type RequestValidator = (parameters: RequestParameters, body: Buffer, contentType: string) => void;

/**
 * Checks required parameters, then the body (docs/facts/a.md#a26).
 * @throws (later, from the validator) GatewayError 400
 */
export function requestValidator(
  method: MethodDefinition,
  methodName: string,
  compileModels: BodyValidatorFactory,
): RequestValidator {
  const required = method.validator?.validateParameters === true ? requiredParameters(method) : [];
  const validateBody =
    method.validator?.validateBody === true ? compileModels(method.requestModels, methodName) : undefined;
  return (parameters, body, contentType) => {
    const missing = required.filter(({ location, name }) => isBlank(parameters[location], name));
    if (missing.length > 0) throw missingParameters(missing.map(({ name }) => name));
    const problem = validateBody?.(body, contentType);
    if (problem) throw invalidBody(problem);
  };
}

const locations = ['header', 'path', 'querystring'] as const;

/** In the order in which the message lists them (docs/facts/a.md#a26). */
function requiredParameters(method: MethodDefinition) {
  const required = Object.entries(method.requestParameters)
    .filter(([, isRequired]) => isRequired)
    .map(([parameter]) => parameter);
  return locations.flatMap((location) => {
    const prefix = `method.request.${location}.`;
    return required
      .filter((parameter) => parameter.startsWith(prefix))
      .map((parameter) => ({ location, name: parameter.slice(prefix.length) }));
  });
}

/** A parameter counts as missing if it is empty or blank (docs/facts/a.md#a27). */
function isBlank(parameters: Readonly<Record<string, string>>, name: string): boolean {
  return (parameters[name] ?? '').trim() === '';
}
