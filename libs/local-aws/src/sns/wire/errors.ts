import { ServiceError } from '../../wire/index.ts';

export const invalidParameter = (what: string) =>
  new ServiceError(400, 'InvalidParameter', `Invalid parameter: ${what}`);

/** An error in a message's attributes. */
export const invalidAttribute = (message: string) => new ServiceError(400, 'ParameterValueInvalid', message);

export const notFound = (message: string) => new ServiceError(404, 'NotFound', message);
