export { AdjustableClock, systemClock, type Clock } from '@jobs/local-aws/kernel';
export { LocalRunError, UnsupportedTemplateError } from '@jobs/local-aws/kernel';
export { PortUnavailableError } from '@jobs/local-aws/kernel';
export { startLocal, type LocalStack, type LocalStackOptions } from './stack/start-stack.ts';
export type { Step } from '@jobs/local-aws/kernel';
