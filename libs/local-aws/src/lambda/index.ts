export type { EnvironmentPoolOptions } from './engine/environment-pool.ts';
export { FunctionConfigurationError, InvokeError } from './engine/errors.ts';
export type { AsynchronousConfiguration, FunctionDefinition, Qualifier } from './engine/function-definition.ts';
export { createLambda, type InvocationResult, type Lambda } from './engine/lambda.ts';
export type { PendingEvent } from './engine/pending-event.ts';
export type {
  DestinationEvent,
  EventJournal,
  FunctionFault,
  InvocationFault,
  LambdaFaults,
  LambdaPorts,
} from './engine/ports.ts';
export type { Condition } from './engine/retry-schedule.ts';
export { functionDefinitions } from './template/function-definitions.ts';
export { type FunctionPermission, functionPermissions } from './template/function-permissions.ts';
export { lambdaResourceTypes } from './template/resource-types.ts';
export { createLambdaService } from './wire/service.ts';
