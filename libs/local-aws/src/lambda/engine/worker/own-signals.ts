/** The words for signals in `Runtime exited with error: signal: …` (docs/facts/b.md#b28). */
const words: Readonly<Record<string, string>> = {
  SIGABRT: 'aborted',
  SIGHUP: 'hangup',
  SIGINT: 'interrupt',
  SIGKILL: 'killed',
  SIGQUIT: 'quit',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
  9: 'killed',
  15: 'terminated',
};

/**
 * Makes a signal that a function sends its own process end its environment only: the process is that of the whole local run.
 */
export function catchOwnSignals(killed: (signal: string) => void): void {
  const kill = process.kill.bind(process);
  process.kill = (pid, signal = 'SIGTERM') => {
    if (pid !== process.pid || signal === 0) return kill(pid, signal);
    killed(words[signal] ?? String(signal));
    process.exit(1);
  };
  process.abort = () => process.kill(process.pid, 'SIGABRT') as never;
}
