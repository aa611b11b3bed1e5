export { InvokeError } from './engine/errors.ts';
export type { FunctionDefinition } from './engine/function-definition.ts';
export { createLambda, type Lambda } from './engine/lambda.ts';
export type { PendingEvent } from './engine/pending-event.ts';
export type { EventJournal, InvocationFault, LambdaFaults, LambdaPorts } from './engine/ports.ts';
export { functionDefinitions } from './template/function-definitions.ts';
export { type FunctionPermission, functionPermissions } from './template/function-permissions.ts';
export { lambdaResourceTypes } from './template/resource-types.ts';
export { createLambdaService } from './wire/service.ts';
