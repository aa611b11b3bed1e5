import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';

const ecmaScript5 = new RegExpParser({ ecmaVersion: 5, strict: true });
const newest = new RegExpParser();

/**
 * The problem of a pattern that the gateway and the functions must check in the same way; undefined if there is none.
 * The gateway interprets ECMAScript 5 per UTF-16 code unit; other readers of the contract match whole code points
 * (flag `u`). A pattern must mean the same to both.
 */
export function patternProblem(pattern: string): string | undefined {
  return (
    syntaxProblem('is not a valid ECMAScript 5 regular expression, which API Gateway requires', () =>
      ecmaScript5.parsePattern(pattern, 0, pattern.length, { unicode: false }),
    ) ??
    syntaxProblem("is not valid with the flag 'u', which other tools set", () =>
      newest.parsePattern(pattern, 0, pattern.length, { unicode: true }),
    ) ??
    astralProblem(newest.parsePattern(pattern, 0, pattern.length, { unicode: true }))
  );
}

/** The problem of a pattern that only the functions check. */
export function functionPatternProblem(pattern: string): string | undefined {
  return syntaxProblem('is not a regular expression', () => new RegExp(pattern, 'u'));
}

function syntaxProblem(fault: string, read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*\/: /s, '') : String(error);
    return `${fault} (${reason}): rewrite it`;
  }
}

/** Characters above U+FFFF are one code point but two UTF-16 code units. */
function astralProblem(pattern: AST.Pattern): string | undefined {
  let problem: string | undefined;
  const checkSet = (node: AST.Element) => {
    if (!isRepeated(node))
      problem ??= `matches one character with '${node.raw}', but an emoji is two characters to API Gateway: repeat it with + or *, and limit the length with minLength and maxLength, or list the characters`;
  };
  visitRegExpAST(pattern, {
    onCharacterEnter: ({ value, raw }) => {
      if (value > 0xffff || (value >= 0xd800 && value <= 0xdfff))
        problem ??= `has '${raw}', which is two characters to API Gateway: use characters up to U+FFFF`;
    },
    onCharacterSetEnter: (node) => {
      if (node.parent.type === 'CharacterClass') {
        if (node.kind === 'any' || ('negate' in node && node.negate)) checkSet(node.parent);
      } else if (node.kind === 'any' || ('negate' in node && node.negate)) checkSet(node);
    },
    onCharacterClassEnter: (node) => {
      if (node.negate) checkSet(node);
    },
  });
  return problem;
}

/** Whether a set is repeated without limit, so that it matches half a code point as well as a whole one. */
function isRepeated(node: AST.Node): boolean {
  const { parent } = node;
  if (parent?.type === 'Quantifier') return parent.min <= 1 && parent.max === Infinity;
  const isAlone = parent?.type === 'Alternative' && parent.elements.length === 1;
  const group = isAlone ? parent.parent : undefined;
  return (group?.type === 'Group' || group?.type === 'CapturingGroup') && isRepeated(group);
}
