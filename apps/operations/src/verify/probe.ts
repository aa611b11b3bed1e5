/** The context that a probe runs in. */
export interface ProbeContext {
  readonly region: string;
  readonly accountId: string;
  /** The credentials of the user who runs it. */
  readonly credentials: SessionCredentials;
  /** Credentials of the role that may call the API of the verification stack. */
  readonly callerCredentials: SessionCredentials;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** The outputs of the verification stack. */
  readonly verification: Readonly<Record<string, string>>;
  /** The name and the outputs of the stage's stack. */
  readonly stage: { readonly stackName: string; readonly outputs: Readonly<Record<string, string>> };
}

export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export type Outcome = 'held' | 'differs' | 'could not tell';

export interface Verdict {
  readonly outcome: Outcome;
  /** What was observed, or why nothing was. */
  readonly detail: string;
}

/** A question to AWS. */
export interface Probe {
  /** The number of the fact in docs/facts; undefined if only a comment in the code states it. */
  readonly fact?: string;
  /** The assumption. */
  readonly statement: string;
  /** If it throws, the outcome is `could not tell`, and the error is the reason. */
  readonly ask: (context: ProbeContext) => Promise<Verdict>;
}

/** Compares what was observed with what was expected. */
export function compared(expected: string, seen: string): Verdict {
  return expected === seen
    ? { outcome: 'held', detail: seen }
    : { outcome: 'differs', detail: `expected ${expected}, got ${seen}` };
}

export const couldNotTell = (detail: string): Verdict => ({ outcome: 'could not tell', detail });
