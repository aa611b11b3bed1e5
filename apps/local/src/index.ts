export { AdjustableClock, systemClock, type Clock } from './clock.ts';
export { LocalRunError, UnsupportedTemplateError } from './errors.ts';
export { PortUnavailableError } from './http-server.ts';
export { startLocal, type LocalStack, type LocalStackOptions } from './local-stack.ts';
export type { Step } from './steps.ts';
