import { dynamoDbTable } from '../dynamodb-table.ts';
import type { StackResources } from '../read-resources.ts';

/** The DynamoDB tables of a stack. */
export function tableDefinitions(resources: StackResources) {
  return resources.ofType(dynamoDbTable).map(({ identity, properties }) => ({
    name: identity.ref,
    keySchema: properties.KeySchema,
    attributeDefinitions: properties.AttributeDefinitions,
    ...(properties.TimeToLiveSpecification?.Enabled && {
      timeToLiveAttribute: properties.TimeToLiveSpecification.AttributeName,
    }),
  }));
}
