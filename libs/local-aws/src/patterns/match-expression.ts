import { anythingBut } from './anything-but.ts';
import { cidr } from './cidr.ts';
import type { Leaf } from './flatten.ts';
import { invalidPattern } from './invalid-pattern.ts';
import type { LocatedValue } from './located-json.ts';
import { numeric } from './numeric.ts';
import { stringOf } from './operand.ts';
import { wildcard } from './wildcard.ts';

export type Accepts = (leaf: Leaf) => boolean;

/** Accepts one of the values at a path, or requires that there are none. */
export type FieldMatcher = { readonly absent: true } | { readonly absent: false; readonly accepts: Accepts };

/** One element of a field's list: a plain value, or an object such as `{"prefix": "a"}`. */
export function matchExpression(item: LocatedValue): FieldMatcher {
  if (item.kind === 'array') {
    throw invalidPattern('Match value must be String, number, true, false, or null', item.begun);
  }
  if (item.kind !== 'object') return accepting((leaf) => leaf === item.value);
  const [first, second] = item.entries;
  if (!first) throw invalidPattern('Match expression name not found', item.read);
  const [name, value] = first;
  const matcher = namedExpression(name, value);
  if (second) throw invalidPattern('Only one key allowed in match expression', second[1].begun);
  return matcher;
}

function namedExpression(name: string, value: LocatedValue): FieldMatcher {
  switch (name) {
    case 'exists':
      return exists(value);
    case 'exactly': {
      const exact = stringOf(value, 'exact match pattern must be a string');
      return accepting((leaf) => leaf === exact);
    }
    case 'prefix':
      return accepting(affix('prefix', value));
    case 'suffix':
      return accepting(affix('suffix', value));
    case 'equals-ignore-case': {
      const folded = stringOf(value, 'equals-ignore-case match pattern must be a string').toLowerCase();
      return accepting((leaf) => typeof leaf === 'string' && leaf.toLowerCase() === folded);
    }
    case 'anything-but':
      return accepting(anythingBut(value));
    case 'numeric':
      return accepting(numeric(value));
    case 'cidr':
      return accepting(cidr(value));
    case 'wildcard':
      return accepting(wildcard(value));
    default:
      throw invalidPattern(`Unrecognized match type ${name}`, value.begun);
  }
}

const accepting = (accepts: Accepts): FieldMatcher => ({ absent: false, accepts });

function exists(value: LocatedValue): FieldMatcher {
  if (value.kind !== 'literal' || value.value === null) {
    throw invalidPattern('exists match pattern must be either true or false.', value.begun);
  }
  return value.value ? accepting(() => true) : { absent: true };
}

/** `{"prefix": "a"}`, or ignoring case, `{"prefix": {"equals-ignore-case": "a"}}`; likewise for suffix. */
function affix(kind: 'prefix' | 'suffix', value: LocatedValue): Accepts {
  const has = (text: string, part: string) => (kind === 'prefix' ? text.startsWith(part) : text.endsWith(part));
  const [entry, ...more] = value.kind === 'object' ? value.entries : [];
  if (!entry) {
    const part = stringOf(value, `${kind} match pattern must be a string`);
    return (leaf) => typeof leaf === 'string' && has(leaf, part);
  }
  const [name, inner] = entry;
  if (name !== 'equals-ignore-case') throw invalidPattern(`Unsupported ${kind} pattern: ${name}`, inner.begun);
  const part = stringOf(inner, `equals-ignore-case match pattern must be a string`).toLowerCase();
  if (more[0]) throw invalidPattern('Only one key allowed in match expression', more[0][1].begun);
  return (leaf) => typeof leaf === 'string' && has(leaf.toLowerCase(), part);
}
