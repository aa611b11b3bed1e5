import type { ContractView, CredentialsView, StackView } from '@jobs/console/protocol';
import { exampleParameters } from '@jobs/contract';
import { headerValue } from '@jobs/local-aws/kernel';
import { callerSession } from '../../stack/caller-session.ts';
import { targetName } from '../../stack/faults/planned-faults.ts';
import { isInertType } from '../../stack/inert-resource-types.ts';
import type { RouteContext } from './routes.ts';

export function viewStack({ stack, request }: RouteContext): StackView {
  const { definition, outputs, labelOf } = stack;
  // The page may only call the address that it was loaded from.
  const endpoint = `http://${headerValue(request, 'host') ?? ''}`;
  const inert = new Set(stack.inert.map(({ logicalId }) => logicalId));
  return {
    stackName: stack.stackName,
    stageName: definition.api.stageName,
    region: stack.region,
    endpoint,
    apiUrl: (outputs.JobsApiEndpoint ?? '').replace(stack.endpoint, endpoint).replace(/\/$/, ''),
    functions: stack.functions.map(({ name, reservedConcurrency, timeoutMs, memorySizeMb }) => ({
      target: targetName(labelOf(name)),
      name,
      ...(reservedConcurrency !== undefined && { reserved: reservedConcurrency }),
      timeoutSeconds: timeoutMs / 1000,
      memoryMb: memorySizeMb,
    })),
    resources: Object.entries(definition.template.Resources).map(([logicalId, { Type: type }]) => ({
      logicalId,
      type,
      isInert: inert.has(logicalId) || isInertType(type),
    })),
    outputs,
    roles: definition.roles.map(({ name, arn, policies }) => ({ name, arn, policies })),
    hasEvents: definition.pipes.length > 0,
    hasListing: methodOf(stack, 'GET') !== undefined,
  };
}

/** The schema comes from the running template, the example from the contract as of the start of the run. */
export const viewContract = ({ stack }: RouteContext): ContractView => ({
  parameters: methodOf(stack, 'POST')?.requestModels['application/json'] ?? {},
  example: exampleParameters,
});

export function viewCredentials({ stack }: RouteContext): CredentialsView {
  const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = callerSession(stack, 'console');
  return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(expiresAt).toISOString() };
}

const methodOf = ({ definition }: RouteContext['stack'], method: string) =>
  definition.api.methods.find(({ httpMethod, resourcePath }) => httpMethod === method && resourcePath === '/jobs');
