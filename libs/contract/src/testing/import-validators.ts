import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ZodMiniType } from 'zod/mini';
import type { Schemas } from '../../generators/schema.ts';
import { definitions, identifierOf } from '../../generators/zod-schemas.ts';

/** Validators by their name from `identifierOf`. */
export type Validators = Readonly<Record<string, ZodMiniType>>;

/** Generates the validators of several contracts, and imports them. */
export async function importValidators(contracts: readonly Schemas[]): Promise<readonly Validators[]> {
  // One module with a namespace per contract, because importing is slow.
  const modules = contracts.map((schemas) => {
    const body = definitions(schemas, () => 'unknown').join('\n');
    return `(() => {\n${body}\nreturn { ${Object.keys(schemas).map(identifierOf).join(', ')} };\n})()`;
  });
  const folder = join(import.meta.dirname, '../../test-results');
  mkdirSync(folder, { recursive: true });
  const file = join(mkdtempSync(join(folder, 'schemas-')), 'all.ts');
  const imports = [`import * as z from 'zod/mini';`, `import * as checks from '../../src/checks.ts';`];
  writeFileSync(file, [...imports, `export const all = [${modules.join(',\n')}];`].join('\n'));
  const { all } = (await import(file)) as { readonly all: readonly Validators[] };
  return all;
}
