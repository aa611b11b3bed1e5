import { type Account, findAccount } from '../stack/account.ts';
import { InterruptedError } from './errors.ts';
import { explain } from './explain.ts';
import { type Options, type OptionsSchema, parseOptions } from './options.ts';
import { paint } from './terminal.ts';

/** The context that an operation runs in. */
export interface Operation {
  readonly options: Options;
  readonly environment: NodeJS.ProcessEnv;
  /** Aborted with an InterruptedError. */
  readonly signal: AbortSignal;
  /** Prints a line of the result. */
  readonly say: (line: string) => void;
  /** Prints a line to standard error. */
  readonly note: (line: string) => void;
  /** The caller's account. The first call looks it up and prints it. */
  readonly account: () => Promise<Account>;
}

/**
 * Runs an operation with the options of the command line. Any error ends in one message and exit code 1, an
 * interruption in 130.
 * @param what for the message: `Cannot <what>: …`
 */
export async function runOperation(
  what: string,
  schema: OptionsSchema,
  work: (operation: Operation) => Promise<void>,
): Promise<void> {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      interruption.abort(new InterruptedError('Interrupted.'));
    });
  }
  try {
    await work(createOperation(schema, interruption.signal));
    interruption.signal.throwIfAborted();
  } catch (error) {
    const { aborted } = interruption.signal;
    const message = aborted ? interruptionOf(error) : `Cannot ${what}: ${explain(error)}`;
    process.stderr.write(`\n${paint(process.stderr, 'red', message)}\n`);
    process.exitCode = aborted ? 130 : 1;
  }
}

const interruptionOf = (error: unknown): string => (error instanceof InterruptedError ? error.message : 'Interrupted.');

function createOperation(schema: OptionsSchema, signal: AbortSignal): Operation {
  const environment = process.env;
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const note = (line: string) => process.stderr.write(`${line}\n`);
  let account: Promise<Account> | undefined;
  return {
    options: parseOptions(schema, process.argv.slice(2)),
    environment,
    signal,
    say,
    note,
    account: () =>
      (account ??= findAccount(environment, signal).then((found) => {
        note(`Account ${found.accountId}, region ${found.region}, as ${found.callerArn}`);
        return found;
      })),
  };
}
