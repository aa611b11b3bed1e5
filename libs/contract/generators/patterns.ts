import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';

const ecmaScript5 = new RegExpParser({ ecmaVersion: 5, strict: true });
const newest = new RegExpParser();

/**
 * The problem of a pattern that the gateway and the functions must check in the same way; undefined if there is none.
 * The gateway reads ECMAScript 5, character by character of UTF-16; others that read the contract take whole code points
 * (flag `u`). A pattern must mean the same to both.
 */
export function patternProblem(pattern: string): string | undefined {
  return (
    syntaxProblem('is not a regular expression of ECMAScript 5, which API Gateway reads', () =>
      ecmaScript5.parsePattern(pattern, 0, pattern.length, { unicode: false }),
    ) ??
    syntaxProblem("is not a regular expression with the flag 'u', which other readers set", () =>
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
    return `${fault} (${reason}): write it without`;
  }
}

/** Characters above U+FFFF are one code point and two characters of UTF-16. */
function astralProblem(pattern: AST.Pattern): string | undefined {
  let problem: string | undefined;
  const checkSet = (node: AST.Element) => {
    if (!isRepeated(node))
      problem ??= `takes '${node.raw}' for one character, and an emoji is two to API Gateway: repeat it with + or *, and limit the length with minLength and maxLength, or list the characters`;
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

/** Whether a set is repeated without end, so that it takes half a code point as well as a whole one. */
function isRepeated(node: AST.Node): boolean {
  const { parent } = node;
  if (parent?.type === 'Quantifier') return parent.min <= 1 && parent.max === Infinity;
  const isAlone = parent?.type === 'Alternative' && parent.elements.length === 1;
  const group = isAlone ? parent.parent : undefined;
  return (group?.type === 'Group' || group?.type === 'CapturingGroup') && isRepeated(group);
}
