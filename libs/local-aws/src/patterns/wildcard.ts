import { invalidPattern } from './invalid-pattern.ts';
import type { LocatedValue } from './located-json.ts';
import type { Accepts } from './match-expression.ts';
import { stringOf } from './operand.ts';

/** `{"wildcard": "a*b"}`: `*` matches any characters; `\*` and `\\` match `*` and `\`. */
export function wildcard(value: LocatedValue): Accepts {
  stringOf(value, 'wildcard match pattern must be a string');
  const matches = compileWildcard(value as LocatedValue & { kind: 'string' });
  return (leaf) => typeof leaf === 'string' && matches(leaf);
}

/** Compiles a wildcard into a test that runs in time linear in the text's length. */
export function compileWildcard(wildcard: LocatedValue & { kind: 'string' }): (text: string) => boolean {
  const [first = '', ...others] = literalsOf(wildcard);
  const last = others.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    let at = first.length;
    for (const literal of others) {
      const found = text.indexOf(literal, at);
      if (found === -1) return false;
      at = found + literal.length;
    }
    return at <= text.length - last.length;
  };
}

/** The texts between the wildcard's stars. */
function literalsOf({ value, read }: LocatedValue & { kind: 'string' }): string[] {
  const literals = [''];
  const append = (character: string) => literals.push((literals.pop() ?? '') + character);
  for (let at = 0; at < value.length; at++) {
    const character = value.charAt(at);
    if (character === '*') {
      // AWS counts positions in the quoted text.
      if (value[at + 1] === '*') throw invalidPattern(`Consecutive wildcard characters at pos ${at + 1}`, read);
      literals.push('');
    } else if (character === '\\') {
      const escaped = value[++at];
      if (escaped !== '*' && escaped !== '\\') throw invalidPattern(`Invalid escape character at pos ${at}`, read);
      append(escaped);
    } else {
      append(character);
    }
  }
  return literals;
}
