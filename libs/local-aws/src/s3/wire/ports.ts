import type { Caller, HttpRequest } from '../../kernel/index.ts';

/** The verified sender of a request. */
export interface Verified {
  readonly caller: Caller;
  /** Absent for a signature that cannot be continued over chunks. */
  readonly chunks?: ChunkSigner;
}

/** Signs the chunks of a body, each together with the signature before it. */
export interface ChunkSigner {
  /** The signature of the request. */
  readonly signature: string;
  /** Signs lines that follow the algorithm, the time and the scope. */
  signNext(algorithm: string, lines: readonly string[]): string;
}

export type Context = Readonly<Record<string, string>>;

/** What S3 needs from IAM. */
export interface S3Ports {
  readonly region: string;
  readonly accountId: string;
  /**
   * @param bucketInHost the bucket if it is in the host name
   * @throws AuthenticationError
   */
  verify(request: HttpRequest, bucketInHost: string | undefined): Verified;
  /** Whether identity policies and the bucket's policy permit an action; without a caller, the request is unsigned. */
  authorize(
    caller: Caller | undefined,
    needed: { readonly action: string; readonly resource: string; readonly bucketName: string },
    context: Context,
  ): { readonly allowed: true } | { readonly allowed: false; readonly reason: string };
  /** Receives unexpected errors. */
  readonly reportProblem: (problem: string) => void;
}
