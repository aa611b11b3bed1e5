import { resolve } from 'node:path';
import { describeFinding } from './findings.ts';
import { allStages } from './stages/all-stages.ts';
import { synthesize } from './synthesize.ts';

/** `warn`: findings of cdk-nag do not fail the synthesis. The local run sets it and reports them itself. */
const { CDK_OUTDIR, CDK_FINDINGS } = process.env;

try {
  const findings = synthesize(CDK_OUTDIR ?? resolve(import.meta.dirname, '../cdk.out'), allStages());
  if (findings.length > 0 && CDK_FINDINGS !== 'warn') {
    const all = findings.map((finding) => `\n${describeFinding(finding)}\n`).join('');
    process.stderr.write(`Synthesis failed: cdk-nag found problems. Fix or accept each of them:\n${all}`);
    process.exitCode = 1;
  }
} catch (error) {
  process.stderr.write(`Cannot synthesize the stack: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
