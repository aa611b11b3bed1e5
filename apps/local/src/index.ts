export { AdjustableClock, systemClock, type Clock } from './clock.ts';
export { LocalRunError, UnsupportedTemplateError } from './errors.ts';
export { PortUnavailableError } from './http-server.ts';
export { createMappingTemplateEngine } from './api-gateway/mapping-template-engine.ts';
export { startLocal, type LocalStack, type LocalStackOptions } from './local-stack.ts';
export type { Step } from './steps.ts';
