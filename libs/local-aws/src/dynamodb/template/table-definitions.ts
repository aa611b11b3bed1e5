import type { StackResources } from '../../cloudformation/index.ts';
import type { TableDefinition } from '../engine/table-definition.ts';
import { dynamoDbTable } from './dynamodb-table.ts';

/** The DynamoDB tables of a stack. */
export function tableDefinitions(resources: StackResources): TableDefinition[] {
  return resources.ofType(dynamoDbTable).map(({ identity, properties }) => ({
    name: identity.ref,
    keySchema: properties.KeySchema,
    attributeDefinitions: properties.AttributeDefinitions,
    ...(properties.GlobalSecondaryIndexes && { globalIndexes: properties.GlobalSecondaryIndexes }),
    ...(properties.StreamSpecification && { streamViewType: properties.StreamSpecification.StreamViewType }),
    ...(properties.TimeToLiveSpecification?.Enabled && {
      timeToLiveAttribute: properties.TimeToLiveSpecification.AttributeName,
    }),
  }));
}
