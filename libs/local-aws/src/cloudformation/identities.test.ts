import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createIdentities } from './identities.ts';
import { resourceType, resourceTypesByName } from './resource-type.ts';

const longest = 48;
const archiveType = resourceType({
  type: 'AWS::Events::Archive',
  properties: z.strictObject({}),
  identify: ({ physicalName }) => ({ ref: physicalName(longest), attributes: {} }),
});

const nameOf = (stackName: string, logicalId: string) =>
  createIdentities(
    stackName,
    { Resources: { [logicalId]: { Type: 'AWS::Events::Archive' } } },
    { accountId: '000000000000', region: 'eu-west-1' },
    resourceTypesByName([archiveType]),
  ).identityOf(logicalId).ref;

it.each([
  ['the full names if they are short enough', 'jobs-dev', 'Archive', /^jobs-dev-Archive-[A-Z0-9]{12}$/],
  ['a shortened long logical id', 'jobs-dev', 'a'.repeat(60), /^jobs-dev-a{26}-[A-Z0-9]{12}$/],
  ['a shortened long stack name', 's'.repeat(60), 'Archive', /^s{27}-Archive-[A-Z0-9]{12}$/],
  ['half of each if both are long', 's'.repeat(60), 'a'.repeat(60), /^s{17}-a{17}-[A-Z0-9]{12}$/],
])('a physical name has %s', (_what, stackName, logicalId, name) => {
  expect(nameOf(stackName, logicalId)).toMatch(name);
  expect(nameOf(stackName, logicalId).length).toBeLessThanOrEqual(longest);
});
