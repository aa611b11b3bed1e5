/**
 * Whether a text matches an IAM pattern: `*` matches any run of characters, `?` any single one.
 * Uses two pointers instead of a regular expression, so that no text can make it slow.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let [patternAt, textAt] = [0, 0];
  let star: { readonly patternAt: number; textAt: number } | undefined;
  while (textAt < text.length) {
    const expected = pattern[patternAt];
    if (expected === '*') {
      star = { patternAt, textAt };
      patternAt += 1;
    } else if (expected !== undefined && (expected === '?' || expected === text[textAt])) {
      patternAt += 1;
      textAt += 1;
    } else if (star) {
      star.textAt += 1;
      patternAt = star.patternAt + 1;
      textAt = star.textAt;
    } else {
      return false;
    }
  }
  while (pattern[patternAt] === '*') patternAt += 1;
  return patternAt === pattern.length;
}

/** Like {@link matchesWildcard}, for each of an ARN's six parts, so that a `*` doesn't reach over a colon. */
export function matchesArn(pattern: string, arn: string): boolean {
  const [patternParts, arnParts] = [arnPartsOf(pattern), arnPartsOf(arn)];
  if (patternParts.length !== arnParts.length) return false;
  return patternParts.every((part, index) => matchesWildcard(part, arnParts[index] ?? ''));
}

function arnPartsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}
