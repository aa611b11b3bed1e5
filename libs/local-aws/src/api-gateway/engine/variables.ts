import type { RequestParameters } from './request-parameters.ts';

/** The variables for plain substitution in gateway responses (docs/facts/a.md#a24) and access logs. */
export interface Variables {
  readonly context: object;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly parameters: RequestParameters;
}

export interface Reference {
  readonly root: 'context' | 'stageVariables' | 'method.request';
  readonly path: readonly string[];
}

export type Substitution = (
  variables: Variables,
  toText: (value: string | undefined, of: Reference) => string,
) => string;

const reference = /\$(?:(context|stageVariables)((?:\.\w+)+)|method\.request\.(header|path|querystring)\.([\w-]+))/g;

/** Compiles a text with `$context.…`, `$stageVariables.…` and `$method.request.…` in it; this is not VTL. */
export function compileSubstitution(source: string): { render: Substitution; references: readonly Reference[] } {
  const texts: string[] = [];
  const references: Reference[] = [];
  let end = 0;
  for (const match of source.matchAll(reference)) {
    const [whole, root, path = '', location, name] = match;
    texts.push(source.slice(end, match.index));
    references.push(
      root === 'context' || root === 'stageVariables'
        ? { root, path: path.slice(1).split('.') }
        : { root: 'method.request', path: [location ?? '', name ?? ''] },
    );
    end = match.index + whole.length;
  }
  const tail = source.slice(end);
  const render: Substitution = (variables, toText) =>
    references.map((of, index) => `${texts[index] ?? ''}${toText(valueOf(variables, of), of)}`).join('') + tail;
  return { render, references };
}

/** The text of a variable; undefined when it has no value. */
export function valueOf(variables: Variables, { root, path }: Reference): string | undefined {
  const roots = {
    context: variables.context,
    stageVariables: variables.stageVariables,
    'method.request': variables.parameters,
  };
  return textAt(roots[root], path);
}

/** The text at a path of own properties; undefined if it does not exist or is not a scalar. */
export function textAt(root: unknown, path: readonly (string | number)[]): string | undefined {
  const value = valueAt(root, path);
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

export function valueAt(root: unknown, path: readonly (string | number)[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = value[key as keyof typeof value];
  }
  return value;
}

/** Escapes a text for use inside a JSON string. */
export const escapeJson = (text: string) => JSON.stringify(text).slice(1, -1);
