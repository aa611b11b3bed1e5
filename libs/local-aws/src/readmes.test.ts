import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiGatewayResourceTypes } from './api-gateway/index.ts';
import { dynamoDbResourceTypes } from './dynamodb/index.ts';
import { streamOperations } from './dynamodb/wire/streams/operations.ts';
import { eventBridgeResourceTypes } from './eventbridge/index.ts';
import { operations } from './eventbridge/wire/operations.ts';
import { iamResourceTypes } from './iam/index.ts';
import { lambdaResourceTypes } from './lambda/index.ts';
import { pipesResourceTypes } from './pipes/template/index.ts';
import { s3ResourceTypes } from './s3/index.ts';
import { operationNames } from './s3/wire/route.ts';
import { secretsManagerResourceTypes } from './secretsmanager/template/index.ts';
import { operations as secretOperations } from './secretsmanager/wire/operations.ts';
import { snsResourceTypes } from './sns/template/index.ts';
import { operations as topicOperations } from './sns/wire/operations.ts';
import { queueOperations } from './sqs/engine/operations.ts';
import { sqsResourceTypes } from './sqs/index.ts';
import { ssmResourceTypes } from './ssm/template/index.ts';
import { operations as parameterOperations } from './ssm/wire/operations.ts';

/** The names in the line that begins with a title such as `Operations: `. */
function named(folder: string, title: string): string[] {
  const readme = readFileSync(resolve(import.meta.dirname, folder, 'README.md'), 'utf8');
  const line = readme.split('\n').find((text) => text.startsWith(`${title}: `)) ?? '';
  return [...line.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

describe("a service's README", () => {
  it.each([
    ['api-gateway', apiGatewayResourceTypes],
    ['dynamodb', dynamoDbResourceTypes],
    ['eventbridge', eventBridgeResourceTypes],
    ['iam', iamResourceTypes],
    ['lambda', lambdaResourceTypes],
    ['pipes', pipesResourceTypes],
    ['s3', s3ResourceTypes],
    ['secretsmanager', secretsManagerResourceTypes],
    ['sns', snsResourceTypes],
    ['sqs', sqsResourceTypes],
    ['ssm', ssmResourceTypes],
  ])('lists the resource types of %s', (folder, types) => {
    expect(named(folder, 'Resource types').sort()).toEqual(types.map(({ type }) => type).sort());
  });

  it.each<[folder: string, known: string[], title?: string]>([
    ['dynamodb', [...streamOperations.keys()], 'Operations of DynamoDB Streams'],
    ['eventbridge', [...operations.keys()]],
    ['s3', [...operationNames]],
    ['secretsmanager', [...secretOperations.keys()]],
    ['sns', [...topicOperations.keys()]],
    ['ssm', [...parameterOperations.keys()]],
    ['sqs', ['GetQueueUrl', 'ListQueues', ...queueOperations.keys()]],
  ])('lists the operations of %s', (folder, known, title = 'Operations') => {
    expect(named(folder, title).sort()).toEqual(known.sort());
  });
});
