import { createHash } from 'node:crypto';
import type { Caller, Clock } from '../../kernel/index.ts';
import { type AuthorizeAction, jsonOperationFor, ServiceError } from '../../wire/index.ts';
import type { Parameter, ParameterVersion } from '../engine/parameter.ts';
import type { ParameterStore } from '../engine/parameter-store.ts';

/** A call to Parameter Store, with its context and caller. */
export interface ParametersCall {
  readonly store: ParameterStore;
  readonly clock: Clock;
  readonly caller: Caller;
  readonly authorize: AuthorizeAction;
  /** Explains where to add a local value for a parameter that has none. */
  readonly explainMissing: (parameterName: string) => string;
}

export const operation = jsonOperationFor<ParametersCall>();

export const validationError = (message: string) => new ServiceError(400, 'ValidationException', message);

/** AWS returns it without a message. */
export const parameterNotFound = (message: string) => new ServiceError(400, 'ParameterNotFound', message);

/** Checks the caller's permission on a parameter, which is named with or without a version. */
export function authorizeParameter({ authorize, store }: ParametersCall, action: string, nameOrArn: string): void {
  authorize(`ssm:${action}`, nameOrArn.startsWith('arn:') ? nameOrArn : store.arnOf(nameOrArn));
}

/** Splits the name of a parameter from a version after a colon. */
export function splitSelector(nameOrArn: string): { readonly name: string; readonly selector?: string } {
  const start = nameOrArn.startsWith('arn:') ? nameOrArn.split(':', 5).join(':').length + 1 : 0;
  const colon = nameOrArn.indexOf(':', start);
  if (colon === -1) return { name: nameOrArn };
  return { name: nameOrArn.slice(0, colon), selector: nameOrArn.slice(colon + 1) };
}

export function describeValue(
  { store }: ParametersCall,
  { name }: Parameter,
  version: ParameterVersion,
  options: { readonly isDecrypted: boolean; readonly selector?: string | undefined },
): object {
  return {
    Name: name,
    Type: version.type,
    Value: shownValue(store.arnOf(name), version, options),
    Version: version.version,
    ...(options.selector !== undefined && { Selector: `:${options.selector}` }),
    LastModifiedDate: version.modifiedAt / 1000,
    ARN: store.arnOf(name),
    DataType: 'text',
  };
}

/** The value, or a placeholder for its ciphertext if it isn't decrypted. */
export function shownValue(arn: string, version: ParameterVersion, { isDecrypted }: { isDecrypted: boolean }): string {
  return version.type !== 'SecureString' || isDecrypted ? version.value : ciphertextOf(arn, version);
}

/** A placeholder for a KMS ciphertext, from which the value can't be derived. */
const ciphertextOf = (arn: string, { version }: ParameterVersion): string =>
  createHash('sha512').update(`${arn}:${version}`).digest('base64');
