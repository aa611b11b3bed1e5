import { invalidPattern } from './invalid-pattern.ts';
import type { LocatedValue } from './located-json.ts';
import { type Accepts, stringOf } from './match-expression.ts';

/** `{"wildcard": "a*b"}`: `*` stands for any characters, `\*` and `\\` for themselves. */
export function wildcard(value: LocatedValue): Accepts {
  stringOf(value, 'wildcard match pattern must be a string');
  const expression = parseWildcard(value as LocatedValue & { kind: 'string' });
  return (leaf) => typeof leaf === 'string' && expression.test(leaf);
}

/** The wildcard's text as a regular expression. */
export function parseWildcard({ value, read }: LocatedValue & { kind: 'string' }): RegExp {
  let source = '';
  for (let at = 0; at < value.length; at++) {
    const character = value.charAt(at);
    if (character === '*') {
      // AWS counts positions in the quoted text.
      if (value[at + 1] === '*') throw invalidPattern(`Consecutive wildcard characters at pos ${at + 1}`, read);
      source += '[^]*';
    } else if (character === '\\') {
      const escaped = value[++at];
      if (escaped !== '*' && escaped !== '\\') throw invalidPattern(`Invalid escape character at pos ${at}`, read);
      source += `\\${escaped}`;
    } else {
      source += literally(character);
    }
  }
  return new RegExp(`^${source}$`);
}

const literally = (character: string) => character.replace(/[\^$\\.*+?()[\]{}|/]/, '\\$&');
