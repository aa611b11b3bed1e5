import { createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Caller, Memo } from '../../kernel/index.ts';
import { type Session, sessionCaller, type SessionNames, type SessionRole } from './principals.ts';
import { hmacSha256, secretKey } from './signing/signing-key.ts';
import { uniqueId } from './unique-id.ts';

/** Credentials as given to their holder. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Epoch milliseconds, on a whole second. */
  readonly expiresAt: number;
}

/** The holder of an access key, and the secret to verify signatures with. */
export interface KnownCredentials {
  readonly secretAccessKey: string;
  readonly caller: Caller;
  /** Epoch milliseconds; absent for a user's key, which doesn't expire. */
  readonly expiresAt?: number;
}

export interface CredentialStore {
  /**
   * Undefined for an unknown key, or a temporary key without its session token (docs/facts/a.md#a7,
   * docs/facts/e.md#e9).
   */
  find(accessKeyId: string, sessionToken: string | undefined): KnownCredentials | undefined;
}

export interface CredentialIssuer extends CredentialStore {
  /** Temporary credentials for a session of a role. */
  issue(role: SessionRole, names: SessionNames, expiresAt: number): Credentials;
}

export interface CredentialStoreOptions {
  readonly accountId: string;
  readonly user: { readonly caller: Caller; readonly secretAccessKey: string };
  readonly findRole: (arn: string) => SessionRole | undefined;
}

/**
 * The user's key and the temporary keys. A session token holds its session and is sealed with a key derived from the
 * user's secret, so sessions survive a restart. Opened tokens are only cached.
 */
export function createCredentialStore({ accountId, user, findRole }: CredentialStoreOptions): CredentialIssuer {
  const masterKey = createSecretKey(hmacSha256(secretKey(user.secretAccessKey), 'jobs-local sessions'));
  const seal = (text: string) => hmacSha256(masterKey, `token ${text}`);
  const secretOf = (accessKeyId: string) =>
    hmacSha256(masterKey, `secret ${accessKeyId}`).toString('base64').slice(0, 40);

  const sessions = new Memo<OpenSession | undefined>(100);
  const open = (sessionToken: string): OpenSession | undefined => {
    const bytes = Buffer.from(sessionToken, 'base64');
    const text = bytes.subarray(sealBytes).toString('utf8');
    // `Buffer.from` skips characters that aren't Base64; a token is only valid unchanged.
    if (bytes.length <= sealBytes || bytes.toString('base64') !== sessionToken) return undefined;
    if (!timingSafeEqual(bytes.subarray(0, sealBytes), seal(text))) return undefined;
    const session = JSON.parse(text) as SealedSession;
    return { ...session, secretAccessKey: secretOf(session.accessKeyId) };
  };

  return {
    issue: (role, names, expiresAt) => {
      const accessKeyId = uniqueId('ASIA', randomBytes(16));
      const session: SealedSession = { accessKeyId, roleArn: role.arn, ...names, expiresAt };
      const text = JSON.stringify(session);
      const sessionToken = Buffer.concat([seal(text), Buffer.from(text)]).toString('base64');
      return { accessKeyId, secretAccessKey: secretOf(accessKeyId), sessionToken, expiresAt };
    },
    find: (accessKeyId, sessionToken) => {
      if (sessionToken === undefined) {
        const isUser = accessKeyId === user.caller.accessKeyId;
        return isUser ? { secretAccessKey: user.secretAccessKey, caller: user.caller } : undefined;
      }
      const session = sessions.get(sessionToken, () => open(sessionToken));
      const role = session?.accessKeyId === accessKeyId ? findRole(session.roleArn) : undefined;
      if (!session || !role) return undefined;
      return {
        secretAccessKey: session.secretAccessKey,
        caller: sessionCaller(accountId, role, session),
        expiresAt: session.expiresAt,
      };
    },
  };
}

interface SealedSession extends Session {
  readonly roleArn: string;
  readonly expiresAt: number;
}

interface OpenSession extends SealedSession {
  readonly secretAccessKey: string;
}

const sealBytes = 32;
