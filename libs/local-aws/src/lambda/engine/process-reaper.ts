import { type ChildProcess, spawn } from 'node:child_process';

// Reads `+ 123` and `- 123`; at the end of its input, kills the process groups that are left.
const script = `
groups=' '
while read -r change group; do
  case $change in
    +) groups="$groups$group " ;;
    -) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do kill -9 "-$group"; done
`;

/**
 * Kills the processes of environments when this process ends for any reason, even by `kill -9`, and even if a
 * function never yields. A shell does this, because it outlives this process and needs hardly any memory.
 */
export class ProcessReaper {
  #shell: ChildProcess | undefined;

  add(group: number): void {
    this.#write(`+ ${group}`);
  }

  remove(group: number): void {
    this.#write(`- ${group}`);
  }

  /** Kills the groups that are left. */
  stop(): void {
    this.#shell?.stdin?.end();
    this.#shell = undefined;
  }

  #write(change: string): void {
    this.#shell ??= startShell();
    this.#shell.stdin?.write(`${change}\n`);
  }
}

function startShell(): ChildProcess {
  const shell = spawn('/bin/sh', ['-c', script], { env: {}, detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  // Without a shell, environments still notice that their output is no longer read.
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
  return shell;
}
