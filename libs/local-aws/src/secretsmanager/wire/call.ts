import type { Clock } from '../../kernel/index.ts';
import { type AuthorizeAction, type AuthorizeContext, jsonOperationFor, ServiceError } from '../../wire/index.ts';
import type { Secret } from '../engine/secret.ts';
import { namesInArn } from '../engine/secret-arn.ts';
import type { SecretStore } from '../engine/secret-store.ts';

/** A call to Secrets Manager, with its context and the permissions of its caller. */
export interface SecretsCall {
  readonly store: SecretStore;
  readonly clock: Clock;
  readonly authorize: AuthorizeAction;
  /** Explains where to add a local value for a secret that has none. */
  readonly explainMissing: (secretName: string) => string;
}

export const operation = jsonOperationFor<SecretsCall>();

export const invalidRequest = (message: string) => new ServiceError(400, 'InvalidRequestException', message);
export const invalidParameter = (message: string) => new ServiceError(400, 'InvalidParameterException', message);
export const resourceExists = (message: string) => new ServiceError(400, 'ResourceExistsException', message);
export const resourceNotFound = (message: string) => new ServiceError(400, 'ResourceNotFoundException', message);

/**
 * The secret that a call names, whether it is marked for deletion or not.
 * @throws ServiceError if the caller lacks permission or the secret does not exist
 */
export function findSecret(call: SecretsCall, action: string, id: string, context: AuthorizeContext = {}): Secret {
  call.authorize(`secretsmanager:${action}`, resourceOf(call.store, id), { 'secretsmanager:SecretId': id, ...context });
  const secret = call.store.find(id);
  if (secret) return secret;
  throw resourceNotFound(`Secrets Manager can't find the specified secret. ${call.explainMissing(nameOf(id))}`);
}

/** Like {@link findSecret}, but only for secrets that aren't marked for deletion. */
export function findUsableSecret(
  call: SecretsCall,
  action: string,
  id: string,
  context: AuthorizeContext = {},
): Secret {
  const secret = findSecret(call, action, id, context);
  if (secret.deletedAt === undefined) return secret;
  throw invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
}

/** The ARN for policy checks. A missing secret gets the ARN that it would have when deployed, so that grants apply. */
function resourceOf(store: SecretStore, id: string): string {
  const found = store.find(id);
  if (!id.startsWith('arn:')) return found?.arn ?? store.arnOf(id);
  const [whole, complete] = namesInArn(id);
  if (found && found.name === whole) return found.arn;
  return complete === undefined ? store.arnOf(whole ?? '') : id;
}

/** The name of the entry for a local value. */
function nameOf(id: string): string {
  return (id.startsWith('arn:') ? namesInArn(id).at(-1) : id) ?? id;
}

/** Epoch seconds, the time format of responses. */
export const seconds = (epochMs: number): number => epochMs / 1000;
