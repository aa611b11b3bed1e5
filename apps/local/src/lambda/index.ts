export type { EnvironmentPoolOptions } from './environment-pool.ts';
export { FunctionConfigurationError, InvokeError } from './errors.ts';
export type { AsynchronousConfiguration, FunctionDefinition, Qualifier } from './function-definition.ts';
export { createLambda, type InvocationResult, type Lambda } from './lambda.ts';
export type { PendingEvent } from './pending-event.ts';
export type {
  DestinationEvent,
  EventJournal,
  FunctionFault,
  InvocationFault,
  LambdaFaults,
  LambdaPorts,
} from './ports.ts';
export type { Condition } from './retry-schedule.ts';
