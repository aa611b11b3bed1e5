import type { RunningStack } from '../../stack/with-stack.ts';
import type { RecipeCopy } from '../recipe-copy.ts';
import type { Recipe } from '../recipes.ts';

export interface Tried {
  readonly recipe: Recipe;
  readonly copy: RecipeCopy;
  readonly stack: RunningStack;
  /** The results of the page's jobs, in order. */
  readonly results: readonly unknown[];
}

export interface Prepared {
  /** The content of `.local/values.json`. */
  readonly values: object;
  readonly stop: () => Promise<void>;
}

/** Additional checks of a recipe, beyond the commands on its page. */
export interface Trial {
  /** Runs before the stack starts. */
  readonly prepare?: () => Promise<Prepared>;
  /** @throws Error that describes the problem */
  readonly check: (tried: Tried) => Promise<void>;
}
