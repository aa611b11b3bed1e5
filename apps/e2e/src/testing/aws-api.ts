import { signedRequest } from './signed-request.ts';
import type { LocalTarget } from './target.ts';

/** Calls an operation of EventBridge on the port of the local run, as the AWS CLI does. */
export async function events(target: LocalTarget, operation: string, input: object): Promise<Record<string, unknown>> {
  const { status, text } = await signedRequest(`${target.stack.endpoint}/`, {
    credentials: target.userCredentials,
    region: target.region,
    service: 'events',
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSEvents.${operation}` },
    body: JSON.stringify(input),
  });
  if (status !== 200) throw new Error(`${operation}: ${status} ${text}`);
  return JSON.parse(text) as Record<string, unknown>;
}
