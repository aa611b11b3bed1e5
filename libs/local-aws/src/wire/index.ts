export { type Authorize, type AuthorizeAction, authorizeActions, type AuthorizeContext } from './authorize.ts';
export type { AwsService } from './aws-service.ts';
export { type JsonOperation, jsonOperationFor, runJsonOperation } from './json-operation.ts';
export { acceptsTarget, jsonError, type JsonRequest, jsonRequest, jsonResponse } from './json-protocol.ts';
export { pageOf } from './page.ts';
export { queryError, queryParameters, queryResponse, type QueryService } from './query-protocol.ts';
export { ServiceError, unknownAction } from './service-error.ts';
export type { XmlValue } from './xml.ts';
