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
import type { ParameterDefinition } from './engine/parameter-definition.ts';
import type { ParameterOwner, ParameterStore } from './engine/parameter-store.ts';

export type { ParameterDefinition, ParameterType } from './engine/parameter-definition.ts';
export type { LocalParameter } from './template/parameter-definitions.ts';

/** The Parameter Store resources of templates: loaded only for stacks with such resources or local values. */
export const loadSsmTemplate = () => import('./template/index.ts');

/** The parameters of a stack, which survive changes to its definition. They are loaded on the first call. */
export type Parameters = OnDemand<readonly ParameterDefinition[], ParameterStore>;

export function createParameters(
  definitions: readonly ParameterDefinition[],
  owner: ParameterOwner & { clock: Clock },
): Parameters {
  return new OnDemand(definitions, async () => {
    const { ParameterStore } = await import('./engine/parameter-store.ts');
    return new ParameterStore(owner.clock, owner);
  });
}

export interface SsmPorts {
  readonly clock: Clock;
  readonly authorize: Authorize;
  /** Explains where to add a local value for a parameter that has none. */
  readonly explainMissing: (parameterName: string) => string;
}

/** Systems Manager in the AWS JSON protocol 1.1: the operations of Parameter Store. */
export function createSsmService(parameters: Parameters, ports: SsmPorts): AwsService {
  return {
    signingName: 'ssm',
    accepts: (request) => acceptsTarget(request, 'AmazonSSM'),
    // Each operation checks the permissions it needs, on the parameters that it names.
    permission: () => undefined,
    handle: async (request, caller) => {
      const [store, { operations }] = await Promise.all([parameters.get(), import('./wire/operations.ts')]);
      const denied = { status: 400, code: 'AccessDeniedException' };
      const call = { ...ports, store, caller, authorize: authorizeActions(ports.authorize, caller, request, denied) };
      const names = { service: 'Systems Manager', invalid: 'ValidationException' };
      return jsonResponse(200, runJsonOperation(operations, call, jsonRequest(request), names), '1.1');
    },
    errorResponse: (error) => jsonError(error, '1.1'),
  };
}
