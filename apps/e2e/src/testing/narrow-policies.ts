import type { Resources } from './modified-assembly.ts';

interface Statement {
  Action: string | string[];
  Resource: unknown;
}

/**
 * Removes actions, or resources whose ARN has such an ending, from a role's policy.
 * @throws Error when the policy has none of them
 */
export function withoutAction(resources: Resources, role: string, ...denied: readonly string[]): void {
  const policy = Object.entries(resources).find(
    ([logicalId, { Type }]) => Type === 'AWS::IAM::Policy' && logicalId.startsWith(role),
  );
  if (!policy) throw new Error(`${role} has no policy.`);
  const document = policy[1].Properties.PolicyDocument as { Statement: Statement[] };
  const before = JSON.stringify(document);
  for (const statement of document.Statement) {
    statement.Action = list(statement.Action).filter((action) => !denied.includes(action));
    statement.Resource = list(statement.Resource).filter((resource) => !endsIn(resource, denied));
  }
  document.Statement = document.Statement.filter(
    ({ Action, Resource }) => Action.length > 0 && list(Resource).length > 0,
  );
  if (JSON.stringify(document) === before) throw new Error(`The policy of ${role} has no ${denied.join()}.`);
}

/** Removes a service's permissions to invoke functions. */
export function withoutPermissions(resources: Resources, principal: string): void {
  const permissions = Object.entries(resources).filter(
    ([, { Type, Properties }]) => Type === 'AWS::Lambda::Permission' && Properties.Principal === principal,
  );
  if (permissions.length === 0) throw new Error(`${principal} has no permission.`);
  for (const [logicalId] of permissions) Reflect.deleteProperty(resources, logicalId);
}

const list = <Item>(value: Item | Item[]): Item[] => (Array.isArray(value) ? value : [value]);
const endsIn = (resource: unknown, ends: readonly string[]) =>
  ends.some((end) => JSON.stringify(resource).includes(`${end}"`));
