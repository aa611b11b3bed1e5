/** A local action, or one pinned to a commit, followed by its version. */
const pinned = /uses: (?:\.\/|[^@ ]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/;

/** The lines of a workflow, with numbers, that use a third-party action without pinning a commit. */
export function unpinnedActions(text: string): string[] {
  return text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => /^\s*(?:- )?uses:/.test(line) && !pinned.test(line))
    .map(({ line, number }) => `${number}: ${line.trim()}`);
}
