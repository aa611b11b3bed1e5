import { resolve } from 'node:path';
import { runTarget } from './run-target.ts';
import { workspace } from './state-folder.ts';

/** Builds the console's page while the stack is already running. */
export class ConsolePage {
  readonly folder = resolve(workspace, 'apps/console/dist');
  #building: Promise<boolean> | undefined;

  /** Why there is no page yet, and what to do. */
  readonly explainMissing = (): string => 'The console page is not built. Build it: npx nx build console';

  /** Waits for the current build. @returns whether there was one and it succeeded */
  readonly wait = async (): Promise<boolean> => (await this.#building) ?? false;

  /** Rejects with the build's output when it fails. */
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
