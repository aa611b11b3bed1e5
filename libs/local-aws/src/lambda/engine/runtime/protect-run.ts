/**
 * Keeps a function's signals within its environment: on Lambda, processes outside of it belong to another user; here,
 * the parent is the local run.
 */
export function protectRun(): void {
  const kill = process.kill.bind(process);
  const parent = process.ppid;
  process.kill = (pid, signal) => {
    if (Math.abs(pid) === parent) throw notPermitted();
    // A process may only signal its own environment, which is a process group here.
    return kill(pid === -1 ? 0 : pid, signal);
  };
}

function notPermitted(): Error {
  return Object.assign(new Error('kill EPERM'), { errno: -1, code: 'EPERM', syscall: 'kill' });
}
