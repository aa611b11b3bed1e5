import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Names {
  /** Such as `@acme`. */
  readonly scope: string;
  readonly name: string;
}

/** The names of a workspace, read from its packages. */
export function readNames(root: string): Names {
  const nameIn = (manifest: string) =>
    (JSON.parse(readFileSync(join(root, manifest), 'utf8')) as { readonly name: string }).name;
  const [scope = ''] = nameIn('apps/infra/package.json').split('/');
  return { scope, name: nameIn('package.json') };
}

/** The names of the README's example, or others if the workspace already has those. */
export const newNames = ({ scope, name }: Names): Names => ({
  scope: scope === '@acme' ? '@other' : '@acme',
  name: name === 'orders' ? 'order-entry' : 'orders',
});
