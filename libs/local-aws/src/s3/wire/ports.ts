import type { Caller, HttpRequest } from '../../kernel/index.ts';

/** Who sent a request, as IAM says. */
export interface Verified {
  readonly caller: Caller;
  /** Absent for a signature that nothing can continue. */
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

/** What S3 needs of IAM. */
export interface S3Ports {
  readonly region: string;
  readonly accountId: string;
  /**
   * @param bucketInHost the bucket, when the host name has it
   * @throws AuthenticationError
   */
  verify(request: HttpRequest, bucketInHost: string | undefined): Verified;
  /** Whether identity policies and the bucket's own permit an action, of nobody when there is no caller. */
  authorize(
    caller: Caller | undefined,
    needed: { readonly action: string; readonly resource: string; readonly bucketName: string },
    context: Context,
  ): { readonly allowed: true } | { readonly allowed: false; readonly reason: string };
  /** Receives errors that no request should cause. */
  readonly reportProblem: (problem: string) => void;
}
