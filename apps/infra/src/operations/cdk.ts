import { spawnSync } from 'node:child_process';
import { allStages } from '../stages.ts';
import { stageOf } from './stage-of.ts';

/**
 * Runs a command of the CDK CLI on the stack of one stage, as it was synthesized.
 * Usage: node src/operations/cdk.ts deploy|diff|destroy [options of cdk]; `JOBS_STAGE` names the stage.
 */
const [command = '', ...options] = process.argv.slice(2);
try {
  const stage = stageOf(process.env, Object.keys(allStages()));
  process.stdout.write(`Stage ${stage}, stack jobs-${stage}\n`);
  const { status, error } = spawnSync('cdk', [command, '--app', 'cdk.out', `jobs-${stage}`, ...options], {
    stdio: 'inherit',
  });
  if (error) throw error;
  process.exitCode = status ?? 1;
} catch (error) {
  process.stderr.write(`Can't ${command}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
