import { resolve } from 'node:path';
import type { JobParameters } from '@jobs/client-sdk';

/** Under this condition, all that is generated from the contract is that of the tests. */
export const testContract = '@jobs/test-contract';

/** The folder of the cloud assembly that `npx nx synth-test-contract infra` makes. */
export const testAssembly = resolve(import.meta.dirname, '../../../../dist/test-contract/cdk.out');

/** Parameters of a job of the tests (`libs/contract/test-contract.yaml`), in the type that `openapi.yaml` gives yours. */
export function sleeping(seconds: number): JobParameters {
  const parameters: unknown = { seconds };
  return parameters as JobParameters;
}
