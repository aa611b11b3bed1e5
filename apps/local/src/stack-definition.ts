import { eventDefinitions } from './resources/definitions/event-definitions.ts';
import { functionDefinitions } from './resources/definitions/function-definitions.ts';
import { functionPermissions } from './resources/definitions/function-permissions.ts';
import { queueDefinitions } from './resources/definitions/queue-definitions.ts';
import { restApiDefinition } from './resources/definitions/rest-api-definition.ts';
import { roleDefinitions } from './resources/definitions/role-definitions.ts';
import { tableDefinitions } from './resources/definitions/table-definitions.ts';
import type { Account } from './resources/identities.ts';
import { readResources } from './resources/read-resources.ts';
import { loadStack } from './template/cloud-assembly.ts';

/** All parts of a stack, as its template describes them. */
export type StackDefinition = ReturnType<typeof readStackDefinition>;

/** @throws LocalRunError when the stack can't be read or has a part that is not known */
export function readStackDefinition(assembly: string, stackName: string, account: Account) {
  const stack = loadStack(assembly, stackName);
  const resources = readResources(stack, account);
  return {
    functions: functionDefinitions(resources, stack),
    api: restApiDefinition(resources, account),
    roles: roleDefinitions(resources),
    permissions: functionPermissions(resources),
    tables: tableDefinitions(resources),
    events: eventDefinitions(resources),
    queues: queueDefinitions(resources),
    outputs: resources.outputs,
  };
}
