import { resolve } from 'node:path';
import type { JobParameters } from '@jobs/client-sdk';

/** The package export condition under which generated code comes from the tests' contract. */
export const testContract = '@jobs/test-contract';

/** The folder of the cloud assembly that `npx nx synth-test-contract infra` writes. */
export const testAssembly = resolve(import.meta.dirname, '../../../../dist/test-contract/cdk.out');

/**
 * Parameters of the tests' job (`libs/contract/test-contract.yaml`), cast to the type generated from `openapi.yaml`.
 */
export function sleeping(seconds: number): JobParameters {
  const parameters: unknown = { seconds };
  return parameters as JobParameters;
}
