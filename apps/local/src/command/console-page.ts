import { resolve } from 'node:path';
import { runTarget } from './run-target.ts';
import { workspace } from './state-folder.ts';

/** The build of the console's page, which is made while the stack already runs. */
export class ConsolePage {
  readonly folder = resolve(workspace, 'apps/console/dist');
  #building: Promise<boolean> | undefined;

  /** Why there is no page yet, and what to do. */
  readonly explainMissing = (): string => 'The console page is not built. Build it: npx nx build console';

  /** Waits for a build that is under way. @returns whether one was, and has made the page */
  readonly wait = async (): Promise<boolean> => (await this.#building) ?? false;

  /** Rejects with what the build said when it fails. */
  async build(builtWorkspace: string, signal: AbortSignal): Promise<void> {
    const failure = 'Cannot build the console page:';
    const building = runTarget(builtWorkspace, 'console:build', { failure, signal });
    this.#building = building.then(
      () => true,
      () => false,
    );
    try {
      await building;
    } finally {
      this.#building = undefined;
    }
  }
}
