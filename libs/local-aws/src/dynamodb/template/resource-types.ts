import type { ResourceType } from '../../cloudformation/index.ts';
import { dynamoDbTable } from './dynamodb-table.ts';

/** The resource types of DynamoDB that a template may have. */
export const dynamoDbResourceTypes: readonly ResourceType[] = [dynamoDbTable];
