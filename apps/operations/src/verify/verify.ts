import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { verificationStackName } from '@jobs/infra/stack-name';
import { runStageOperation, type StageOperation } from '../operation/stage-operation.ts';
import { paint } from '../operation/terminal.ts';
import { runCdk } from '../stack/cdk.ts';
import { outputsOf, requireOutput, requireStack } from '../stack/deployed-stack.ts';
import { withTemporaryStack } from '../stack/temporary-stack.ts';
import type { Outcome, ProbeContext } from './probe.ts';
import { formatReport, summaryOf } from './report.ts';
import { type Answered, countOf, runProbes } from './run-probes.ts';
import schema from './verify.schema.json' with { type: 'json' };

/** The cloud assembly that `npx nx synth-verification infra` makes. */
const assembly = resolve(import.meta.dirname, '../../../../dist/verification/cdk.out');
const root = resolve(import.meta.dirname, '../../../..');

await runStageOperation('verify how AWS behaves', schema, async (operation) => {
  const { stage, stackName, options, signal } = operation;
  const account = await operation.account();
  const cloudFormation = new CloudFormationClient({ region: account.region });
  const deployed = await requireStack(cloudFormation, stackName, stage, signal);
  const name = verificationStackName(stage);
  const cdk = (...args: string[]) => runCdk(args, account, new AbortController().signal);
  await withTemporaryStack({ name, assembly, keep: options.keep === true, cdk }, operation, async () => {
    const verification = await requireStack(cloudFormation, name, stage, signal);
    const context = {
      ...account,
      ...(await credentialsOf(account.region, requireOutput(verification, 'CallerRole', stage), signal)),
      environment: operation.environment,
      signal,
      verification: outputsOf(verification),
      stage: { stackName, outputs: outputsOf(deployed) },
    };
    await askAll(operation, context);
  });
});

async function askAll({ options, say }: StageOperation, context: ProbeContext): Promise<void> {
  const answers = await runProbes(context, ({ probe, verdict }) => {
    say(`${marks[verdict.outcome]()} ${(probe.fact ?? '').padEnd(4)} ${probe.statement}`);
    if (verdict.outcome !== 'held') say(`       ${verdict.detail}`);
  });
  const file = resolve(root, String(options.report));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, formatReport(answers, { ...context, time: new Date() }));
  say(`\n${summaryOf(answers)}. The report is in ${String(options.report)}${advice(answers)}`);
  if (countOf(answers, 'differs') > 0) process.exitCode = 1;
}

const advice = (answers: readonly Answered[]) =>
  countOf(answers, 'differs') > 0 ? ': please attach it to an issue of this project.' : '.';

const marks: Readonly<Record<Outcome, () => string>> = {
  held: () => paint(process.stdout, 'green', '✔'),
  differs: () => paint(process.stdout, 'red', '✖'),
  'could not tell': () => paint(process.stdout, 'yellow', '?'),
};

async function credentialsOf(region: string, RoleArn: string, abortSignal: AbortSignal) {
  const sts = new STSClient({ region });
  const credentials = await sts.config.credentials();
  const { Credentials: session } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'verify' }), {
    abortSignal,
  });
  return {
    credentials,
    callerCredentials: {
      accessKeyId: session?.AccessKeyId ?? '',
      secretAccessKey: session?.SecretAccessKey ?? '',
      ...(session?.SessionToken !== undefined && { sessionToken: session.SessionToken }),
    },
  };
}
