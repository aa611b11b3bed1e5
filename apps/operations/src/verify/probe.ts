/** What is asked with. */
export interface ProbeContext {
  readonly region: string;
  readonly accountId: string;
  /** The credentials of the person who runs it. */
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
  /** What was seen, or why nothing was. */
  readonly detail: string;
}

/** A question to AWS. */
export interface Probe {
  /** The number of the fact in docs/facts; none where only a comment in the code says it. */
  readonly fact?: string;
  /** What is thought to be so. */
  readonly statement: string;
  /** What it throws is why it could not tell. */
  readonly ask: (context: ProbeContext) => Promise<Verdict>;
}

/** Whether observed is what was expected. */
export function compared(expected: string, seen: string): Verdict {
  return expected === seen
    ? { outcome: 'held', detail: seen }
    : { outcome: 'differs', detail: `expected ${expected}, got ${seen}` };
}

export const couldNotTell = (detail: string): Verdict => ({ outcome: 'could not tell', detail });
