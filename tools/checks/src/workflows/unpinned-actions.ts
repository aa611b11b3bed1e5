/** An action of this repository, or one that is pinned by a commit, with its version behind it. */
const pinned = /uses: (?:\.\/|[^@ ]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/;

/** The lines of a workflow that use an action of others without naming the commit, with their numbers. */
export function unpinnedActions(text: string): string[] {
  return text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => /^\s*(?:- )?uses:/.test(line) && !pinned.test(line))
    .map(({ line, number }) => `${number}: ${line.trim()}`);
}
