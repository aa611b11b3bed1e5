import type { Clock } from './clock.ts';
import { JobsCredentialsError } from './errors.ts';

/** The credentials that requests are signed with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  /** When they expire; the provider is asked for new ones a minute before. */
  readonly expiration?: Date | undefined;
}

/**
 * Returns credentials; any `AwsCredentialIdentityProvider` of the AWS SDK v3 works.
 * `forceRefresh` is set after the service has reported the last ones as expired.
 */
// A type, not an interface: the option object must be assignable to the AWS SDK's Record<string, any>.
export type CredentialsProvider = (options?: {
  forceRefresh?: boolean;
  /** Passed by the AWS SDK's own clients to some of its providers. Declared so that those providers also fit. */
  callerClientConfig?: never;
}) => Promise<Credentials>;

/** How long before their expiry credentials are replaced. */
const refreshAheadMs = 60_000;

export interface CredentialsSource {
  /** @param refused the credentials that the service reports as expired */
  get(refused?: Credentials): Promise<Credentials>;
}

/** @param clock the service's time, which expirations refer to */
export function createCredentialsSource(
  credentials: Credentials | CredentialsProvider,
  clock: Pick<Clock, 'now'>,
): CredentialsSource {
  const provider = typeof credentials === 'function' ? credentials : () => Promise.resolve(credentials);
  let current: Credentials | undefined;
  let pending: Promise<Credentials> | undefined;

  const refresh = async (forceRefresh: boolean): Promise<Credentials> => {
    let given: Partial<Credentials>;
    try {
      given = Object(await provider({ forceRefresh })) as Partial<Credentials>;
    } catch (cause) {
      throw new JobsCredentialsError('Cannot get credentials: the provider failed.', { cause });
    }
    const accessKeyId = checked(given.accessKeyId, 'accessKeyId');
    const secretAccessKey = checked(given.secretAccessKey, 'secretAccessKey');
    // An unset environment variable easily becomes an empty token.
    const sessionToken = given.sessionToken ? checked(given.sessionToken, 'sessionToken') : undefined;
    return (current = { accessKeyId, secretAccessKey, sessionToken, expiration: given.expiration });
  };

  return {
    async get(refused) {
      const usable = current === refused ? undefined : current;
      const usableMs = usable?.expiration ? Number(new Date(usable.expiration)) - clock.now() : Infinity;
      if (usable && usableMs > refreshAheadMs) return usable;
      pending ??= refresh(!!current && !usable).finally(() => {
        pending = undefined;
      });
      try {
        return await pending;
      } catch (error) {
        // They are requested ahead of time, so that a provider may be unavailable for a while.
        if (usable && usableMs > 0) return usable;
        throw error;
      }
    },
  };
}

/**
 * The characters of credentials from AWS, and from services with its protocols; a space or newline from a file is not
 * among them.
 */
const form = /^[\w+/=.~-]+$/;

/** @throws JobsCredentialsError that names the problem, without its value */
function checked(value: unknown, name: string): string {
  if (typeof value === 'string' && form.test(value)) return value;
  const problem = value ? 'contains invalid characters, such as a space' : 'is missing';
  throw new JobsCredentialsError(`No usable credentials: ${name} ${problem}.`);
}
