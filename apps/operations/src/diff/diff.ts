import { runStageOperation } from '../operation/stage-operation.ts';
import { assemblyFolder, runCdk } from '../stack/cdk.ts';
import schema from './diff.schema.json' with { type: 'json' };

await runStageOperation('compare', schema, async ({ account, stackName, options, signal }) => {
  const fail = options.fail === true ? ['--fail'] : [];
  await runCdk(['diff', stackName, '--app', assemblyFolder(process.env), ...fail], await account(), signal);
});
