import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { normalize } from '../../generators/normalize.ts';
import type { Schemas } from '../../generators/schema.ts';

const root = join(import.meta.dirname, '../../../..');

/** A contract for tests: its name, its schemas, a valid body and an invalid one. */
export interface GoldenContract {
  readonly name: string;
  readonly schemas: Schemas;
  readonly example: unknown;
  readonly wrong: unknown;
}

/** The tests' contract, and the contracts of `tools/checks`. */
export function goldenContracts(): GoldenContract[] {
  const { components } = parse(readFileSync(join(root, 'openapi.yaml'), 'utf8')) as {
    components: { schemas: Schemas };
  };
  const jobs = parse(readFileSync(join(root, 'libs/contract/test-contract.yaml'), 'utf8')) as Schemas;
  const ofTests = { ...components.schemas, ...jobs };
  const own = { name: 'jobs-api', schemas: ofTests, example: { seconds: 1 }, wrong: { seconds: 0 } };
  const others = globSync(join(root, 'tools/checks/src/contracts/schemas/*.yaml'))
    .sort()
    .map((file) => {
      const { example, wrong, ...more } = parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
      const own = Object.entries(more).filter(([name]) => name !== 'results' && name !== 'files');
      const schemas = { ...ofTests, ...Object.fromEntries(own) } as Schemas;
      return { name: basename(file, '.yaml'), schemas, example, wrong };
    });
  return [own, ...others].map((contract) => ({ ...contract, schemas: normalize(contract.schemas) }));
}
