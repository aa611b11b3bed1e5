import { invalidPattern } from './invalid-pattern.ts';
import type { LocatedValue } from './located-json.ts';
import type { Accepts } from './match-expression.ts';
import { compileWildcard } from './wildcard.ts';

/**
 * `{"anything-but": …}`: a string, a number, a list of one kind of them, or one of prefix, suffix, equals-ignore-case
 * and wildcard with a string or a list of strings. Accepts values of any other type, but not an absent field.
 */
export function anythingBut(value: LocatedValue): Accepts {
  if (value.kind === 'object') return anythingButMatching(value);
  if (value.kind === 'literal') {
    throw invalidPattern('Value of anything-but must be an array or single string/number value.', value.begun);
  }
  const refused = (value.kind === 'array' ? value.items : [value]).map((item) => {
    if (item.kind === 'string' || item.kind === 'number') return item.value;
    throw invalidPattern('Inside anything but list, start|null|boolean is not supported.', item.begun);
  });
  if (new Set(refused.map((item) => typeof item)).size !== 1) {
    const reason = 'Inside anything but list, either all values are number or string, mixed type is not supported';
    throw invalidPattern(reason, value.read);
  }
  return (leaf) => !refused.some((item) => item === leaf);
}

type Kind = 'prefix' | 'suffix' | 'equals-ignore-case' | 'wildcard';

const kinds: readonly string[] = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'] satisfies Kind[];
const isKind = (name: string): name is Kind => kinds.includes(name);

function anythingButMatching(value: LocatedValue & { kind: 'object' }): Accepts {
  const [entry, ...more] = value.entries;
  if (!entry) throw invalidPattern('Anything-But expression name not found', value.read);
  const [name, inner] = entry;
  if (!isKind(name)) throw invalidPattern(`Unsupported anything-but pattern: ${name}`, inner.begun);
  const items = inner.kind === 'array' ? inner.items : [inner];
  if (items.length === 0) throw invalidPattern('Empty arrays are not allowed', inner.read);
  const refuses = items.map((item) => refusing(name, item));
  if (more[0]) throw invalidPattern('Only one key allowed in match expression', more[0][1].begun);
  return (leaf) => typeof leaf !== 'string' || !refuses.some((refused) => refused(leaf));
}

function refusing(kind: Kind, item: LocatedValue): (text: string) => boolean {
  if (item.kind !== 'string') {
    const what = kind === 'equals-ignore-case' ? 'number|start|null|boolean' : 'start|null|boolean';
    throw invalidPattern(`Inside anything-but/${kind} list, ${what} is not supported.`, item.begun);
  }
  const { value } = item;
  if (value === '' && (kind === 'prefix' || kind === 'suffix')) {
    throw invalidPattern('Null prefix/suffix not allowed', item.read);
  }
  switch (kind) {
    case 'prefix':
      return (text) => text.startsWith(value);
    case 'suffix':
      return (text) => text.endsWith(value);
    case 'equals-ignore-case':
      return (text) => text.toLowerCase() === value.toLowerCase();
    case 'wildcard':
      return compileWildcard(item);
  }
}
