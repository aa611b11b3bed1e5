import { resolve } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { verificationStackName } from '@jobs/infra/stack-name';
import { startStack } from '@jobs/local';
import { type ProbeContext, reportOf, runProbes, summaryOf } from '@jobs/operations/verification';
import { isDeployed, stackName, startLocalTarget } from './testing/target.ts';

const assembly = resolve(import.meta.dirname, '../../../dist/verification/cdk.out');

/** Starts the stage and the verification stack, each in its own local run. */
async function probeContext(): Promise<ProbeContext> {
  const target = await startLocalTarget();
  onTestFinished(() => target.stop());
  const { userCredentials: credentials } = target;
  const verification = await startStack({ assembly, stackName: verificationStackName('dev'), credentials });
  onTestFinished(() => verification.stop());
  const { endpoint, region, accountId, outputs, iam } = verification;
  const environment = { AWS_ENDPOINT_URL: target.stack.endpoint, AWS_ENDPOINT_URL_LAMBDA: endpoint };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const { credentials: callerCredentials } = iam.assumeRole(iam.user, outputs.CallerRole ?? '', 'e2e', 3600);
  const stage = { stackName, outputs: target.stack.outputs };
  const { signal } = new AbortController();
  return { region, accountId, credentials, callerCredentials, environment, signal, verification: outputs, stage };
}

describe.skipIf(isDeployed)('the probes of AWS', () => {
  it('all hold on the local run, except those it cannot answer', { timeout: 120_000 }, async () => {
    const context = await probeContext();
    const told: string[] = [];
    const answers = await runProbes(context, ({ probe }) => told.push(probe.statement));

    const others = answers.filter(({ verdict }) => verdict.outcome !== 'held');
    expect(others.map(({ probe, verdict }) => [verdict.outcome, probe.statement, verdict.detail])).toEqual([
      ['could not tell', 'the API rejects TLS 1.1', 'the API has no TLS here'],
      [
        'could not tell',
        'each alarm of the stage watches a metric that exists',
        expect.stringContaining('does not emulate monitoring'),
      ],
    ]);
    expect(told).toEqual(answers.map(({ probe }) => probe.statement));
  });

  it('report differences without the account id', async () => {
    const context = await probeContext();
    const stage = { ...context.stage, outputs: { ...context.stage.outputs, JobsTable: 'another-table' } };
    const answers = await runProbes({ ...context, stage }, () => undefined);

    expect(summaryOf(answers)).toMatch(/^\d+ held, 1 differs, 2 could not tell$/);
    const report = reportOf(answers, { ...context, time: new Date(0) });
    expect(report).toMatch(/^\| differs \| D12 \| .* \| expected .*, got .*ResourceNotFoundException \|$/m);
    expect(report).not.toContain(context.accountId);
  });
});
