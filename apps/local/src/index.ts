export {
  AdjustableClock,
  LocalRunError,
  PortUnavailableError,
  systemClock,
  UnsupportedTemplateError,
  type Clock,
  type StackEvent,
} from '@jobs/local-aws/kernel';
export type { LocalStack, LocalStackOptions } from './stack/local-stack.ts';
export { startStack } from './stack/start-stack.ts';
