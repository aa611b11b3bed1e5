/**
 * Keeps signals of a function within its environment: what is outside of it belongs to another user on Lambda, and here
 * the parent is the local run.
 */
export function protectRun(): void {
  const kill = process.kill.bind(process);
  const parent = process.ppid;
  process.kill = (pid, signal) => {
    if (Math.abs(pid) === parent) throw notPermitted();
    // All that a process may signal is the environment, which is a process group here.
    return kill(pid === -1 ? 0 : pid, signal);
  };
}

function notPermitted(): Error {
  return Object.assign(new Error('kill EPERM'), { errno: -1, code: 'EPERM', syscall: 'kill' });
}
