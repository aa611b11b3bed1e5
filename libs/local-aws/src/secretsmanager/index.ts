import { type Clock, OnDemand } from '../kernel/index.ts';
import {
  acceptsTarget,
  type Authorize,
  authorizeActions,
  type AwsService,
  jsonError,
  jsonRequest,
  jsonResponse,
  runJsonOperation,
} from '../wire/index.ts';
import type { SecretOwner } from './engine/secret-arn.ts';
import type { SecretDefinition } from './engine/secret-definition.ts';
import type { SecretStore } from './engine/secret-store.ts';

export { namesInArn } from './engine/secret-arn.ts';
export type { SecretDefinition } from './engine/secret-definition.ts';

/** The Secrets Manager resources of templates: loaded only for stacks with such resources or local values. */
export const loadSecretsManagerTemplate = () => import('./template/index.ts');

/** The secrets of a stack, which survive changes to its definition. They are loaded on the first call. */
export type Secrets = OnDemand<readonly SecretDefinition[], SecretStore>;

export function createSecrets(
  definitions: readonly SecretDefinition[],
  owner: SecretOwner & { clock: Clock },
): Secrets {
  return new OnDemand(definitions, async () => {
    const { SecretStore } = await import('./engine/secret-store.ts');
    return new SecretStore(owner.clock, owner);
  });
}

export interface SecretsManagerPorts {
  readonly clock: Clock;
  readonly authorize: Authorize;
  /** Explains where to add a local value for a secret that has none. */
  readonly explainMissing: (secretName: string) => string;
}

/** Secrets Manager in the AWS JSON protocol 1.1. */
export function createSecretsManagerService(secrets: Secrets, ports: SecretsManagerPorts): AwsService {
  return {
    signingName: 'secretsmanager',
    accepts: (request) => acceptsTarget(request, 'secretsmanager'),
    // Each operation checks the permissions it needs, on the secret that it finds.
    permission: () => undefined,
    handle: async (request, caller) => {
      const [store, { operations }] = await Promise.all([secrets.get(), import('./wire/operations.ts')]);
      const denied = { status: 400, code: 'AccessDeniedException' };
      const call = { ...ports, store, authorize: authorizeActions(ports.authorize, caller, request, denied) };
      const names = { service: 'Secrets Manager', invalid: 'InvalidParameterException' };
      return jsonResponse(200, runJsonOperation(operations, call, jsonRequest(request), names), '1.1');
    },
    errorResponse: (error) => jsonError(error, '1.1'),
  };
}
