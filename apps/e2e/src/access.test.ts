import { afterEach, describe, expect, it } from 'vitest';
import { sleeping } from '@jobs/local/testing/test-contract';
import { assemblyWithSettings } from './testing/assembly-with-settings.ts';
import { plainRequest, signedRequest } from './testing/signed-request.ts';
import { isDeployed, type LocalTarget, startLocalTarget } from './testing/target.ts';

const app = 'https://app.example.com';
const post = { method: 'POST', body: '{"seconds":1}', headers: { 'content-type': 'application/json' } };

let target: LocalTarget | undefined;
afterEach(() => target?.stop());

async function startWith(api: object): Promise<LocalTarget> {
  target = await startLocalTarget({ assembly: assemblyWithSettings({ api }) });
  return target;
}

/** Calls the API with the role named by a stack output. */
function callerIn({ stack, apiUrl, region }: LocalTarget, output: string) {
  const { iam, outputs } = stack;
  const { credentials } = iam.assumeRole(iam.user, outputs[output] ?? '', 'e2e', 3600);
  return (path: string, options: object = {}) => signedRequest(`${apiUrl}${path}`, { region, credentials, ...options });
}

const preflight = (apiUrl: string) =>
  plainRequest(`${apiUrl}/jobs`, {
    method: 'OPTIONS',
    headers: { Origin: app, 'access-control-request-method': 'POST' },
  });

describe.skipIf(isDeployed)('a stack with separate roles', () => {
  it('allows one role only to submit jobs, another only to read and list them, and the third only to cancel them', async () => {
    const local = await startWith({ separateRoles: true });
    const submitter = callerIn(local, 'JobsApiSubmitRole');
    const reader = callerIn(local, 'JobsApiReadRole');
    const canceller = callerIn(local, 'JobsApiCancelRole');

    const submitted = await submitter('/jobs', post);
    expect(submitted.status).toBe(202);
    const path = `/jobs/${(JSON.parse(submitted.text) as { id: string }).id}`;

    expect((await reader(path)).status).toBe(200);
    expect((await reader('/jobs')).status).toBe(200);
    expect((await reader('/jobs/no-such-job')).status).toBe(404);
    const cancel = { method: 'POST' };
    expect([200, 409]).toContain((await canceller(`${path}/cancel`, cancel)).status);
    for (const refused of [
      await reader('/jobs', post),
      await reader(`${path}/cancel`, cancel),
      await submitter(path),
      await submitter('/jobs'),
      await submitter(`${path}/cancel`, cancel),
      await submitter('/jobs/no-such-job'),
      await canceller('/jobs', post),
      await canceller(path),
    ]) {
      expect(refused.status).toBe(403);
      expect(refused.text).toContain('because no identity-based policy allows the execute-api:Invoke action');
    }
  });
});

describe.skipIf(isDeployed)('a stack restricted to some client addresses', () => {
  it('denies other addresses, including preflights', async () => {
    const local = await startWith({ cidrs: ['192.0.2.0/24'], allowedOrigins: [app] });
    const refused = await local.call('/jobs', post);
    expect(refused.status).toBe(403);
    expect(refused.headers['x-amzn-errortype']).toBe('AccessDeniedException');
    expect(refused.text).toContain('with an explicit deny in a resource-based policy');

    const asked = await preflight(local.apiUrl);
    expect(asked.status).toBe(403);
    expect(asked.text).toContain('User: anonymous is not authorized to perform: execute-api:Invoke');
  });

  it('answers those addresses, including preflights, but still requires IAM permission', async () => {
    const local = await startWith({ cidrs: ['127.0.0.0/8', '::1/128'], allowedOrigins: [app] });
    expect((await local.call('/jobs', post)).status).toBe(202);
    expect((await preflight(local.apiUrl)).status).toBe(204);
    const { region, userCredentials: credentials } = local;
    expect((await signedRequest(`${local.apiUrl}/jobs`, { ...post, region, credentials })).status).toBe(403);
    expect((await plainRequest(`${local.apiUrl}/jobs`, post)).status).toBe(403);
  });
});

describe.skipIf(isDeployed)('a stack with a private endpoint, a web ACL, and callers of another account', () => {
  it('can be called as if through its VPC endpoint, without web ACL filtering', async () => {
    const privateEndpoint = { vpcEndpointIds: ['vpce-0123456789abcdef0'] };
    const local = await startWith({ privateEndpoint, separateRoles: true, webAcl: {}, accounts: ['111122223333'] });
    expect(local.apiUrl).toBe(`${local.stack.endpoint}/dev`);
    expect((await local.client.submitAndWait(sleeping(1))).status).toBe('Success');
    expect((await callerIn(local, 'JobsApiReadRole')('/jobs', post)).status).toBe(403);
  });
});
