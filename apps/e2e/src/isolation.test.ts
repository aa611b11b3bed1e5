import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createJobsClient, type JobsClient } from '@jobs/client-sdk';
import type { StackEvent } from '@jobs/local';
import { sleeping } from '@jobs/local/testing/test-contract';
import { assemblyWithSettings } from './testing/assembly-with-settings.ts';
import { signedRequest } from './testing/signed-request.ts';
import { isDeployed, type LocalTarget, startLocalTarget } from './testing/target.ts';

let target: LocalTarget | undefined;
afterEach(() => target?.stop());

/** Two clients, each with its own role, with several session names. */
async function twoClients(settings: object, options: object = {}) {
  const assembly = assemblyWithSettings({ clients: ['billing', 'reports'], ...settings });
  target = await startLocalTarget({ assembly, ...options });
  const { stack, apiUrl, region } = target;
  const createSessionClient = (output: string, session: string): JobsClient => {
    const { credentials } = stack.iam.assumeRole(stack.iam.user, stack.outputs[output] ?? '', session, 3600);
    return createJobsClient({ baseUrl: apiUrl, region, credentials });
  };
  return {
    billing: createSessionClient('JobsApiInvokeRoleBilling', 'monday'),
    billingAgain: createSessionClient('JobsApiInvokeRoleBilling', 'tuesday'),
    reports: createSessionClient('JobsApiInvokeRoleReports', 'monday'),
    local: target,
  };
}

async function idsOf(client: JobsClient): Promise<string[]> {
  const ids = [];
  for await (const { id } of client.list()) ids.push(id);
  return ids;
}

describe.skipIf(isDeployed)('isolated callers', () => {
  let shared: LocalTarget;
  let billing: JobsClient;
  let billingAgain: JobsClient;
  let reports: JobsClient;

  beforeAll(async () => {
    ({ billing, billingAgain, reports, local: shared } = await twoClients({ isolation: 'caller' }));
    target = undefined;
  });
  afterAll(() => shared.stop());

  it('only see their own jobs', async () => {
    const job = await billing.submitAndWait(sleeping(1), { idempotencyKey: 'order-1' });

    expect(await billingAgain.get(job.id)).toEqual(job);
    expect(await idsOf(billingAgain)).toEqual([job.id]);
    expect(await reports.get(job.id)).toBeUndefined();
    expect(await idsOf(reports)).toEqual([]);
    await expect(reports.cancel(job.id)).rejects.toMatchObject({ code: 'JobNotFound' });
    await expect(billing.cancel(job.id)).rejects.toMatchObject({ code: 'JobAlreadyEnded' });
  });

  it('have their own idempotency keys', async () => {
    const one = await billing.submitAndWait(sleeping(1), { idempotencyKey: 'order-2' });
    const other = await reports.submitAndWait(sleeping(2), { idempotencyKey: 'order-2' });
    expect(one).toMatchObject({ id: 'order-2', parameters: { seconds: 1 } });
    expect(other).toMatchObject({ id: 'order-2', parameters: { seconds: 2 } });
  });

  it("cannot cancel another caller's pending job or take over its id", async () => {
    const job = await billing.submit(sleeping(1));
    // The id could belong to a pending job, so this creates a separate record in the caller's own list.
    const own = await reports.cancel(job.id);
    expect(own.status).toBe('Cancelled');
    expect(await job.wait()).toMatchObject({ status: 'Success' });
    expect(await idsOf(reports)).toContain(job.id);
  });

  it('can read failures of their own jobs recorded by the error handler', async () => {
    const job = await billing.submit(sleeping(301));
    await expect(job.wait()).rejects.toMatchObject({ name: 'JobFailedError' });
    expect(await idsOf(billing)).toContain(job.id);
    expect(await idsOf(reports)).not.toContain(job.id);
  });

  it("cannot reach another caller's list with a cursor", async () => {
    const job = await billing.submitAndWait(sleeping(1));
    const place = Buffer.from(`9999-12-31T23:59:59.999Z ${job.id}`).toString('base64');
    const ids = [];
    for await (const { id } of reports.list({ cursor: place })) ids.push(id);
    expect(ids).toEqual(await idsOf(reports));
    expect(ids).not.toContain(job.id);
  });
});

describe.skipIf(isDeployed)('callers without isolation', () => {
  it('share jobs and keys', async () => {
    const { billing, reports } = await twoClients({});
    const job = await billing.submitAndWait(sleeping(1), { idempotencyKey: 'order-1' });
    expect(await reports.get(job.id)).toEqual(job);
    expect(await idsOf(reports)).toEqual([job.id]);
    await expect(reports.submitAndWait(sleeping(2), { idempotencyKey: 'order-1' })).rejects.toMatchObject({
      name: 'JobKeyReusedError',
    });
  });
});

describe.skipIf(isDeployed)('the submitter of a job', () => {
  it("appears in its item, in both functions' log lines, and in the access log", async () => {
    const steps: StackEvent[] = [];
    const accessLog: string[] = [];
    const { billing, reports, local } = await twoClients(
      {},
      { report: (step: StackEvent) => steps.push(step), reportAccess: (line: string) => accessLog.push(line) },
    );
    const job = await billing.submit(sleeping(301));
    await job.wait().catch(() => undefined);
    await reports.get(job.id);

    const arn = expect.stringMatching(/:assumed-role\/.*Billing.*\/monday$/) as string;
    const { endpoint, region, outputs } = local.stack;
    const item = await signedRequest(endpoint, {
      region,
      credentials: local.userCredentials,
      service: 'dynamodb',
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.GetItem' },
      body: JSON.stringify({ TableName: outputs.JobsTable, Key: { id: { S: job.id } } }),
    });
    expect(JSON.parse(item.text)).toMatchObject({ Item: { submittedBy: { S: arn }, jobId: { S: job.id } } });

    const lines = () =>
      steps
        .flatMap((step) => (step.type === 'function-log' && step.line.startsWith('{') ? [step.line] : []))
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    await vi.waitFor(() => {
      for (const message of ['Job started', 'Failure recorded']) {
        expect(lines()).toContainEqual(expect.objectContaining({ message, jobId: job.id, submittedBy: arn }));
      }
    });
    const requests = accessLog.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(requests).toContainEqual(
      expect.objectContaining({
        httpMethod: 'GET',
        path: `/dev/jobs/${job.id}`,
        userArn: expect.stringContaining('Reports') as string,
      }),
    );
    expect(requests[0]).toMatchObject({ httpMethod: 'POST', path: '/dev/jobs', userArn: arn });
  });
});
