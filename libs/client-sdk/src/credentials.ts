import type { Clock } from './clock.ts';
import { JobsCredentialsError } from './errors.ts';

/** What requests are signed with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  /** When they end; the provider is asked for new ones a minute before. */
  readonly expiration?: Date | undefined;
}

/**
 * Gives credentials when asked; any `AwsCredentialIdentityProvider` of the AWS SDK v3 is one.
 * `forceRefresh` is set after the service said that the last ones have expired.
 */
// A type, not an interface: the option object must be assignable to the AWS SDK's Record<string, any>.
export type CredentialsProvider = (options?: {
  forceRefresh?: boolean;
  /** What the AWS SDK's own clients tell some of its providers. Named, so that those fit, too. */
  callerClientConfig?: never;
}) => Promise<Credentials>;

/** How long before their end credentials are replaced. */
const refreshAheadMs = 60_000;

export interface CredentialsSource {
  /** @param refused the credentials that the service reports as expired */
  get(refused?: Credentials): Promise<Credentials>;
}

/** @param clock tells the service's time, which is what an expiration is about */
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
      throw new JobsCredentialsError('No credentials: the provider failed.', { cause });
    }
    const accessKeyId = checked(given.accessKeyId, 'accessKeyId');
    const secretAccessKey = checked(given.secretAccessKey, 'secretAccessKey');
    // An environment variable that is not set easily becomes an empty token.
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
        // They are asked for ahead of time, so that a provider may be away for a while.
        if (usable && usableMs > 0) return usable;
        throw error;
      }
    },
  };
}

/** Of what AWS gives out, and of what others do that speak its protocols; a blank from a file is in none of it. */
const form = /^[\w+/=.~-]+$/;

/** @throws JobsCredentialsError that names the problem, without its value */
function checked(value: unknown, name: string): string {
  if (typeof value === 'string' && form.test(value)) return value;
  const problem = value ? 'contains characters that keys never have, such as a space' : 'is missing';
  throw new JobsCredentialsError(`No usable credentials: ${name} ${problem}.`);
}
