import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Contract } from './contract.ts';
import { normalize } from './normalize.ts';
import { reachableFrom, refName, type Schemas } from './schema.ts';

/**
 * The tests' contract: `openapi.yaml` with different job schemas.
 * @param file the schemas of the jobs, JobParameters and JobResults
 */
export function testContract(contract: Contract, file: string): Contract {
  const own = normalize(parse(readFileSync(file, 'utf8')) as Schemas);
  const schemas = { ...contract.components.schemas, ...own };
  const paths = withoutExamples(contract.paths);
  const used = reachableFrom(
    schemas,
    referencesIn({
      paths,
      webhooks: contract['x-webhooks'],
      components: { ...contract.components, schemas: undefined },
    }),
  );
  return {
    ...contract,
    paths,
    components: {
      ...contract.components,
      schemas: Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name))),
    },
  };
}

/** Removes the examples, which are of other jobs. */
function withoutExamples<T>(document: T): T {
  return JSON.parse(JSON.stringify(document, (key, value: unknown) => (key === 'examples' ? undefined : value))) as T;
}

function referencesIn(document: unknown): string[] {
  return [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].flatMap(([, ref = '']) => refName(ref) ?? []);
}
