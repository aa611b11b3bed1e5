import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandEnvironment } from '../../workspace/environment.ts';
import { expectText } from '../../workspace/expect-text.ts';
import { runCommand } from '../../workspace/run-command.ts';
import { codeBlocks } from '../recipes.ts';
import type { Trial } from './trial.ts';

/** The client from the page can read the results. */
export const largeResults: Trial = {
  check: async ({ recipe, copy: { root }, stack: { environment } }) => {
    const [client = ''] = codeBlocks(recipe.page, 'ts client.mts');
    writeFileSync(join(root, 'client.mts'), client);
    const { output } = await runCommand(['node', '--conditions=@jobs/source', 'client.mts'], {
      cwd: root,
      env: { ...environment, PATH: commandEnvironment(root).PATH },
    });
    expectText("the page's client", output, /^50000 measurements$/m);
  },
};
