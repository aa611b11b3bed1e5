import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from '../workspace/checkout.ts';
import { commandEnvironment, workspace } from '../workspace/environment.ts';
import { type Outcome, runCommand } from '../workspace/run-command.ts';
import { copyCompiled } from '../workspace/scratch-copy.ts';

/** npm's record of the installed packages. It is written in place, so the copy must not share it. */
const hiddenLockFile = 'node_modules/.package-lock.json';

/** A copy of the workspace with its own packages, like a fresh clone after `npm ci`. */
export class RecipeCopy {
  readonly root: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'recipes-'));

  constructor() {
    this.root = join(this.#folder, 'copy');
    mkdirSync(this.root);
    checkout(this.root);
    copyCompiled(this.root);
    rmSync(join(this.root, hiddenLockFile));
    cpSync(join(workspace, hiddenLockFile), join(this.root, hiddenLockFile));
  }

  /** Commits the current files. */
  async commit(): Promise<void> {
    await this.must(['git', 'init', '--quiet']);
    await this.must(['git', 'add', '--all']);
    const author = ['-c', 'user.name=check', '-c', 'user.email=check@example.com'];
    await this.must(['git', ...author, 'commit', '--quiet', '--no-verify', '--message=original state']);
  }

  /** Undoes all changes. What git ignores stays: packages, and what was compiled and built. */
  async reset(): Promise<void> {
    await this.must(['git', 'reset', '--quiet', '--hard']);
    await this.must(['git', 'clean', '--quiet', '--force', '-d']);
  }

  /** The files that differ from the commit and are still there. */
  async changedFiles(): Promise<string[]> {
    await this.must(['git', 'add', '--all']);
    return (await this.must(['git', 'diff', '--cached', '--name-only', '--diff-filter=d'])).trim().split('\n');
  }

  run(command: readonly string[]): Promise<Outcome> {
    return runCommand(command, { cwd: this.root, env: commandEnvironment(this.root) });
  }

  /** @throws Error with the full output of the command if it fails */
  async must(command: readonly string[]): Promise<string> {
    const { hasSucceeded, output } = await this.run(command);
    if (!hasSucceeded) throw new Error(`${command.join(' ')} failed:\n${output}`);
    return output;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
