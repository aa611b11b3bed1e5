/** No list of an item of 400 KB has as many elements. */
const beyondAnyList = 500_000;

interface CheckedUpdate {
  readonly _updates?: {
    readonly sections: readonly { readonly path: (string | number)[] }[];
    readonly paths: readonly (string | number)[][];
  };
}

/**
 * Caps the list indexes of an update at a number beyond the end of any list. Setting an element beyond a list's end
 * appends it, for which dynalite makes a list as long as the index and then searches all of it.
 * @param checked an input of UpdateItem as dynalite has checked it; changed in place
 */
export function lowerListIndexes(checked: unknown): void {
  const { _updates: updates } = checked as CheckedUpdate;
  if (!updates) return;
  for (const path of [...updates.sections.map((section) => section.path), ...updates.paths]) {
    path.forEach((step, at) => {
      if (typeof step === 'number') path[at] = Math.min(step, beyondAnyList);
    });
  }
}
