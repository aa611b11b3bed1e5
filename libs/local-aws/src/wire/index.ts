export type { AwsService } from './aws-service.ts';
export { acceptsTarget, jsonError, type JsonRequest, jsonRequest, jsonResponse } from './json-protocol.ts';
export { queryError, queryParameters, queryResponse, type QueryService } from './query-protocol.ts';
export { ServiceError, unknownAction } from './service-error.ts';
export type { XmlValue } from './xml.ts';
