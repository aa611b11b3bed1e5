import { resolve } from 'node:path';
import { runTarget } from './run-target.ts';
import { workspace } from './state-folder.ts';

/** The build of the console's page, which is made while the stack already runs. */
export class ConsolePage {
  readonly folder = resolve(workspace, 'apps/console/dist');
  #isBuilding = false;

  /** Why there is no page yet, and what to do. */
  readonly explainMissing = (): string =>
    this.#isBuilding
      ? 'The page of the console is being built …'
      : 'The page of the console is not built. Build it: npx nx build console';

  /** Rejects with what the build said when it fails. */
  async build(builtWorkspace: string, signal: AbortSignal): Promise<void> {
    this.#isBuilding = true;
    try {
      const failure = 'The page of the console cannot be built:';
      await runTarget(builtWorkspace, 'console:build', { failure, signal });
    } finally {
      this.#isBuilding = false;
    }
  }
}
