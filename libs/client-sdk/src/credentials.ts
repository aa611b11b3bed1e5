import { JobsCredentialsError } from './errors.ts';
import type { Clock } from './clock.ts';

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
export type CredentialsProvider = (options?: { forceRefresh?: boolean }) => Promise<Credentials>;

/** How long before their end credentials are replaced. */
const REFRESH_AHEAD_MS = 60_000;

export interface CredentialsSource {
  /** @param refused the credentials of which the service says that they have expired */
  get(refused?: Credentials): Promise<Credentials>;
}

/** @param clock tells the service's time, which is what an expiration is about */
export function createCredentialsSource(
  credentials: Credentials | CredentialsProvider,
  clock: Pick<Clock, 'now'>,
): CredentialsSource {
  if (typeof credentials !== 'function') {
    const fixed = checked({ ...credentials });
    return { get: () => Promise.resolve(fixed) };
  }

  let current: Credentials | undefined;
  let pending: Promise<Credentials> | undefined;
  const leftMs = (known: Credentials) =>
    known.expiration ? new Date(known.expiration).getTime() - clock.now() : Infinity;

  const refresh = async (forceRefresh: boolean) => {
    try {
      return (current = checked(await credentials(forceRefresh ? { forceRefresh } : undefined)));
    } catch (cause) {
      if (cause instanceof JobsCredentialsError) throw cause;
      throw new JobsCredentialsError('The credentials provider failed.', { cause });
    }
  };

  return {
    async get(refused) {
      const usable = current === refused ? undefined : current;
      const usableMs = usable ? leftMs(usable) : 0;
      if (usable && usableMs > REFRESH_AHEAD_MS) return usable;
      pending ??= refresh(refused !== undefined && current === refused).finally(() => {
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

function checked(credentials: Credentials): Credentials {
  if (!credentials.accessKeyId || !credentials.secretAccessKey) {
    throw new JobsCredentialsError('The credentials have no accessKeyId or no secretAccessKey.');
  }
  return credentials;
}
