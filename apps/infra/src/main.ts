import { resolve } from 'node:path';
import { allStages } from './stages/all-stages.ts';
import { synthesize } from './synthesize.ts';

try {
  synthesize(process.env.CDK_OUTDIR ?? resolve(import.meta.dirname, '../cdk.out'), allStages());
} catch (error) {
  process.stderr.write(`Can't synthesize the stack: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
