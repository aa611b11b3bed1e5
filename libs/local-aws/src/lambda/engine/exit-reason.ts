/** How a process ended: by an exit status, or by a signal such as `SIGKILL`. */
export type ExitReason = number | NodeJS.Signals;

/** The names of signals in `Runtime exited with error: signal: …` (docs/facts/b.md#b28), as in Go on Linux. */
const words: Readonly<Partial<Record<NodeJS.Signals, string>>> = {
  SIGABRT: 'aborted',
  SIGALRM: 'alarm clock',
  SIGBUS: 'bus error',
  SIGFPE: 'floating point exception',
  SIGHUP: 'hangup',
  SIGILL: 'illegal instruction',
  SIGINT: 'interrupt',
  SIGKILL: 'killed',
  SIGPIPE: 'broken pipe',
  SIGQUIT: 'quit',
  SIGSEGV: 'segmentation fault',
  SIGSYS: 'bad system call',
  SIGTERM: 'terminated',
  SIGTRAP: 'trace/breakpoint trap',
  SIGUSR1: 'user defined signal 1',
  SIGUSR2: 'user defined signal 2',
};

/** `exit status 1` or `signal: killed`; undefined for status 0 (docs/facts/b.md#b27). */
export function describeExit(reason: ExitReason): string | undefined {
  if (reason === 0) return undefined;
  return typeof reason === 'number' ? `exit status ${reason}` : `signal: ${words[reason] ?? reason}`;
}
