export { createDynamoDb } from './engine/create-dynamodb.ts';
export type { DynamoDb } from './engine/dynamodb.ts';
export type { DynamoDbFault, DynamoDbFaults } from './engine/faults.ts';
export type { TableDefinition } from './engine/table-definition.ts';
export type { EntryChange, TableStorage } from './engine/table-storage.ts';
export { dynamoDbResourceTypes } from './template/resource-types.ts';
export { tableDefinitions } from './template/table-definitions.ts';
export { dynamoDbResource } from './wire/resource.ts';
export { createDynamoDbService } from './wire/service.ts';
