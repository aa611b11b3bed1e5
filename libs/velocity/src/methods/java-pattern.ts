import { MethodFailure } from '../errors.ts';
import { escapesAnywhere, escapesOutside, inlineFlags, posixClasses } from './java-pattern-tables.ts';

/** A pattern in JavaScript's syntax, for the flag `v`. */
export interface TranslatedPattern {
  readonly source: string;
  readonly flags: string;
}

/**
 * Translates a regular expression of `java.util.regex` into JavaScript's with the flag `v`.
 * @throws MethodFailure for what JavaScript has no equivalent of: possessive quantifiers, atomic groups
 */
export function translatePattern(pattern: string): TranslatedPattern {
  const translation = new Translation(pattern);
  return { source: translation.translate(), flags: translation.flags };
}

class Translation {
  flags = '';
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  translate(): string {
    let source = '';
    while (this.#at < this.#pattern.length) source += this.#next();
    return source;
  }

  #next(): string {
    const char = this.#take();
    switch (char) {
      case '\\':
        return this.#escape(escapesOutside);
      case '[':
        return this.#characterClass();
      case '(':
        return this.#group();
      case '.':
        return this.flags.includes('s') ? '[^]' : '[^\\n\\r\\x85\\u2028\\u2029]';
      case '^':
        // Java does not take the end of the text for the start of a line.
        return this.flags.includes('m') ? '(?:(?<![^])|^(?=[^]))' : '^';
      case '$':
        return this.flags.includes('m') ? '$' : '(?=(?:\\r\\n|[\\n\\r\\x85\\u2028\\u2029])?(?![^]))';
      case '*':
      case '+':
      case '?':
        return this.#quantifier(char);
      case '}':
      case ']':
        return `\\${char}`;
      case '{':
        return this.#repetition();
      default:
        return char;
    }
  }

  #take(): string {
    const char = this.#pattern.charAt(this.#at);
    this.#at += 1;
    return char;
  }

  #takeMatch(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#pattern) ?? undefined;
    if (match) this.#at += match[0].length;
    return match;
  }

  #fail(problem: string): MethodFailure {
    return new MethodFailure(`the regular expression ${this.#pattern} ${problem}`);
  }

  #quantifier(quantifier: string): string {
    if (this.#takeMatch(/\+/y)) throw this.#fail('has a possessive quantifier, which is not supported here');
    return quantifier + (this.#takeMatch(/\?/y) ? '?' : '');
  }

  #repetition(): string {
    const bounds = this.#takeMatch(/\d+(?:,\d*)?\}/y)?.[0];
    if (bounds === undefined) throw this.#fail('has a { that is not a repetition');
    return this.#quantifier(`{${bounds}`);
  }

  #group(): string {
    if (this.#takeMatch(/\?>/y)) throw this.#fail('has an atomic group, which is not supported here');
    const flags = this.#takeMatch(/\?([a-z]+)\)/iy)?.[1];
    if (flags === undefined)
      return `(${this.#takeMatch(/\?(?:[:=!]|<[=!]|<[A-Za-z][A-Za-z0-9]*>|[ism]+:)/y)?.[0] ?? ''}`;
    if (!/^(?:\(\?[a-z]+\))+$/i.test(this.#pattern.slice(0, this.#at))) {
      throw this.#fail('sets flags in its middle, which is not supported here');
    }
    for (const flag of flags) {
      const known = inlineFlags[flag];
      if (known === undefined) throw this.#fail(`has the flag ${flag}, which is not supported here`);
      this.flags += known;
    }
    return '';
  }

  #escape(special: Readonly<Record<string, string>>): string {
    const char = this.#take();
    if (char === '') throw this.#fail('ends with a backslash');
    const known = special[char] ?? escapesAnywhere[char];
    if (known !== undefined) return known;
    if (char === 'Q') return this.#quoted();
    if (char === 'p' || char === 'P') return this.#property(char);
    if (char === 'x') return this.#hexadecimal();
    if (char === 'u') return `\\u${this.#takeMatch(/[0-9a-f]{4}/iy)?.[0] ?? ''}`;
    if (char === 'k') return `\\k${this.#takeMatch(/<[A-Z][A-Z0-9]*>/iy)?.[0] ?? ''}`;
    if (/[dDwWbBtnrf1-9]/.test(char)) return `\\${char}`;
    if (/[A-Z0-9]/i.test(char)) throw this.#fail(`has the escape \\${char}, which is not supported here`);
    return quote(char);
  }

  #quoted(): string {
    const end = this.#pattern.indexOf('\\E', this.#at);
    const text = this.#pattern.slice(this.#at, end === -1 ? undefined : end);
    this.#at = end === -1 ? this.#pattern.length : end + 2;
    return Array.from(text, quote).join('');
  }

  #hexadecimal(): string {
    const match = this.#takeMatch(/([0-9a-f]{2})|\{([0-9a-f]+)\}/iy);
    if (!match) throw this.#fail('has an incomplete \\x');
    return `\\u{${match[1] ?? match[2] ?? ''}}`;
  }

  #property(letter: string): string {
    const match = this.#takeMatch(/\{(?:Is)?(\w+)\}|(\w)/y);
    const name = match?.[1] ?? match?.[2] ?? '';
    const posix = posixClasses[name];
    if (posix !== undefined) return letter === 'p' ? posix : `[^${posix}]`;
    return `\\${letter}{${name}}`;
  }

  /** From after the `[` up to and including its `]`, in the stricter syntax that the flag `v` has for classes. */
  #characterClass(): string {
    const negation = this.#takeMatch(/\^/y) ? '^' : '';
    const operands: string[] = [];
    let operand = '';
    // A ] directly after the bracket is a member.
    if (this.#takeMatch(/\]/y)) operand = '\\]';
    for (;;) {
      if (this.#at >= this.#pattern.length) throw this.#fail('has a [ that is not closed');
      if (this.#takeMatch(/\]/y)) break;
      if (this.#takeMatch(/&&/y)) {
        operands.push(operand);
        operand = '';
      } else {
        operand += this.#classMember();
      }
    }
    operands.push(operand);
    if (operands.length === 1) return `[${negation}${operand}]`;
    return `[${negation}${operands.map((part) => `[${part}]`).join('&&')}]`;
  }

  #classMember(): string {
    const char = this.#take();
    if (char === '\\') return this.#escape({});
    if (char === '[') return this.#characterClass();
    if (char === '-') return /^[^\]&]/.test(this.#pattern.slice(this.#at)) && !this.#startsMember() ? '-' : '\\-';
    return quote(char);
  }

  /** Whether the minus just taken is the first member of its class. */
  #startsMember(): boolean {
    return /\[\^?-$/.test(this.#pattern.slice(0, this.#at));
  }
}

/** A character that stands for itself, in and out of classes. */
function quote(char: string): string {
  if (/[\^$\\.*+?()[\]{}|/-]/.test(char)) return `\\${char}`;
  return /[&!#%,:;<=>@`~]/.test(char) ? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}` : char;
}
