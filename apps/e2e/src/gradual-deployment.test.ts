import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { sleeping } from '@jobs/local/testing/test-contract';
import { assemblyWithSettings } from './testing/assembly-with-settings.ts';
import type { Resources } from './testing/modified-assembly.ts';
import { isDeployed, stackName, startLocalTarget } from './testing/target.ts';

it.skipIf(isDeployed)('a stack with gradual deployments runs jobs', async () => {
  const assembly = assemblyWithSettings({ deployment: { strategy: 'canary10percent5minutes' } });
  const local = await startLocalTarget({ assembly });
  onTestFinished(() => local.stop());

  const job = await local.client.submitAndWait(sleeping(1));

  expect(job).toMatchObject({ status: 'Success' });
  const { Resources } = JSON.parse(readFileSync(join(assembly, `${stackName}.template.json`), 'utf8')) as {
    Resources: Resources;
  };
  const shifted = Object.values(Resources).filter((resource) => 'UpdatePolicy' in resource);
  expect(shifted.map(({ Type }) => Type)).toEqual(['AWS::Lambda::Alias', 'AWS::Lambda::Alias']);
});
