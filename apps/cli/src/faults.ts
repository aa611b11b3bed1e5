import { AwsV4Signer } from 'aws4fetch';
import type { FaultsCommand } from './command-line.ts';
import { UsageError } from './errors.ts';
import type { LocalStackFile } from './local-stack-file.ts';
import { printable, printJson, type Stream } from './output.ts';

/** An active fault, as the stack describes it. */
interface Fault {
  readonly target: string;
  readonly kind: string;
  readonly probability: number;
  readonly seed: number;
  /** How many more times it will occur; absent if there is no limit. */
  readonly left?: number;
  /** How many times it has occurred. */
  readonly happened: number;
}

/**
 * Lists, clears or sets the faults of a local stack.
 * @throws UsageError with the stack's own message, or when it cannot be reached; the signal's reason
 */
export async function runFaults(
  command: FaultsCommand,
  stack: LocalStackFile,
  { stdout, signal }: { readonly stdout: Stream; readonly signal: AbortSignal },
): Promise<void> {
  const faults =
    command.action === 'set'
      ? [(await callStack(stack, signal, 'POST', JSON.stringify(command.fault))) as Fault]
      : ((await callStack(stack, signal, command.action === 'list' ? 'GET' : 'DELETE')) as readonly Fault[]);
  if (command.json) for (const fault of faults) printJson(stdout, fault);
  else stdout.write(faults.length === 0 ? 'No faults are set.\n' : printable(faults.map(describe).join('')));
}

/** Signed by the local user: no role may do this. */
async function callStack(stack: LocalStackFile, signal: AbortSignal, method: string, body?: string): Promise<unknown> {
  const { region, credentials, faults } = stack;
  if (!faults) throw new UsageError(`${stack.file} was written by an older version. Start the stack again: npm start`);
  const { accessKeyId, secretAccessKey } = credentials;
  const { url, service } = faults;
  const signer = new AwsV4Signer({ url, method, accessKeyId, secretAccessKey, region, service, ...(body && { body }) });
  const { headers } = await signer.sign();
  try {
    const response = await fetch(url, { method, headers, signal, ...(body && { body }) });
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    throw new UsageError((answer as { message?: string }).message ?? `The stack returned ${response.status}.`);
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof UsageError) throw cause;
    // Another program can have its port, whose response is not JSON.
    throw new UsageError(`No stack is running at ${url}. Start one with npm start.`, { cause });
  }
}

function describe({ target, kind, left, probability, seed, happened }: Fault): string {
  const parts = [
    left === undefined ? 'until cleared' : `${left} more ${left === 1 ? 'time' : 'times'}`,
    probability < 1 ? `in ${+(probability * 100).toFixed(3)}% of cases (seed ${seed})` : '',
    `happened ${happened} ${happened === 1 ? 'time' : 'times'}`,
  ];
  return `${target} ${kind}: ${parts.filter((part) => part !== '').join(', ')}\n`;
}
