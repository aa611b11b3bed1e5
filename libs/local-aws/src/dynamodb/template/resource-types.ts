import { dynamoDbTable } from './dynamodb-table.ts';
import type { ResourceType } from '../../cloudformation/index.ts';

/** The resource types of DynamoDB that a template may have. */
export const dynamoDbResourceTypes: readonly ResourceType[] = [dynamoDbTable];
