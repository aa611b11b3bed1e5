import type { RunningStack } from '../../stack/with-stack.ts';
import type { RecipeCopy } from '../recipe-copy.ts';
import type { Recipe } from '../recipes.ts';

export interface Tried {
  readonly recipe: Recipe;
  readonly copy: RecipeCopy;
  readonly stack: RunningStack;
  /** Of the jobs of the page, in their order. */
  readonly results: readonly unknown[];
}

export interface Prepared {
  /** What `.local/values.json` says. */
  readonly values: object;
  readonly stop: () => Promise<void>;
}

/** What is tried of a recipe in addition to the commands on its page. */
export interface Trial {
  /** Before the stack starts. */
  readonly prepare?: () => Promise<Prepared>;
  /** @throws Error that says what is not as it should be */
  readonly check: (tried: Tried) => Promise<void>;
}
