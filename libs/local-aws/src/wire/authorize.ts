import type { Caller, HttpRequest } from '../kernel/index.ts';
import { ServiceError } from './service-error.ts';

/** What conditions of policies can ask for, by condition key. */
export type AuthorizeContext = Readonly<Record<string, string>>;

/** Whether identity policies and the resource's own permit an action. The reason is the end of AWS's sentence. */
export type Authorize = (
  caller: Caller,
  needed: { readonly action: string; readonly resource: string },
  context: AuthorizeContext,
) => { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

/**
 * Holds the caller of a request to a permission.
 * @throws ServiceError that says of whom and why
 */
export type AuthorizeAction = (action: string, resource: string, context?: AuthorizeContext) => void;

/** @param denied the status and code of a refusal, as the service has it */
export function authorizeActions(
  authorize: Authorize,
  caller: Caller,
  { sourceIp }: Pick<HttpRequest, 'sourceIp'>,
  denied: { readonly status: number; readonly code: string },
): AuthorizeAction {
  return (action, resource, context = {}) => {
    // The way over the loopback interface counts as protected.
    const all = { 'aws:SourceIp': sourceIp, 'aws:SecureTransport': 'true', ...context };
    const verdict = authorize(caller, { action, resource }, all);
    if (verdict.allowed) return;
    const message = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${verdict.reason}`;
    throw new ServiceError(denied.status, denied.code, message);
  };
}
