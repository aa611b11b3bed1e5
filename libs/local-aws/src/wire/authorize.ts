import type { Caller, HttpRequest } from '../kernel/index.ts';
import { ServiceError } from './service-error.ts';

/** The values for the conditions of policies, by condition key. */
export type AuthorizeContext = Readonly<Record<string, string>>;

/** Whether identity and resource policies permit an action. The reason completes AWS's error message. */
export type Authorize = (
  caller: Caller,
  needed: { readonly action: string; readonly resource: string },
  context: AuthorizeContext,
) => { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

/**
 * Checks a permission of the caller of a request.
 * @throws ServiceError that names the caller and the reason
 */
export type AuthorizeAction = (action: string, resource: string, context?: AuthorizeContext) => void;

/** @param denied the status and code of the service's access denied error */
export function authorizeActions(
  authorize: Authorize,
  caller: Caller,
  { sourceIp }: Pick<HttpRequest, 'sourceIp'>,
  denied: { readonly status: number; readonly code: string },
): AuthorizeAction {
  return (action, resource, context = {}) => {
    // The loopback interface counts as a secure transport.
    const all = { 'aws:SourceIp': sourceIp, 'aws:SecureTransport': 'true', ...context };
    const verdict = authorize(caller, { action, resource }, all);
    if (verdict.allowed) return;
    const message = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${verdict.reason}`;
    throw new ServiceError(denied.status, denied.code, message);
  };
}
