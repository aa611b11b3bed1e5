export { callerSession } from './stack/caller-session.ts';
export type { LocalStack, LocalStackOptions } from './stack/local-stack.ts';
export { startStack } from './stack/start-stack.ts';
export { type StartedLocalStack, startLocalStack, type StartLocalStackOptions } from './start-local-stack.ts';
export {
  AdjustableClock,
  type Clock,
  LocalRunError,
  PortUnavailableError,
  type StackEvent,
  systemClock,
  UnsupportedTemplateError,
} from '@jobs/local-aws/kernel';
