import type { HttpRequest, HttpResponse } from '@jobs/local-aws/kernel';
import {
  type AwsService,
  queryError,
  queryParameters,
  queryResponse,
  type QueryService,
  ServiceError,
  unknownAction,
} from '@jobs/local-aws/wire';

const cloudformation: QueryService = {
  version: '2010-05-15',
  namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
};

export interface StackDescription {
  readonly name: string;
  /** The stack's ARN. */
  readonly id: string;
  readonly description?: string;
  readonly outputs: readonly StackOutput[];
  /** Epoch milliseconds. */
  readonly creationTime: number;
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

/** The part of CloudFormation that the local run needs: DescribeStacks for its one stack, with the outputs. */
export function createCloudFormationService({ stack }: { readonly stack: StackDescription }): AwsService {
  return {
    signingName: 'cloudformation',
    accepts: (request) => queryParameters(request)?.get('Version') === cloudformation.version,
    permission: (request) =>
      actionOf(request) === 'DescribeStacks'
        ? {
            action: 'cloudformation:DescribeStacks',
            resource: queryParameters(request)?.has('StackName') ? stack.id : '*',
          }
        : undefined,
    handle: (request) => Promise.resolve().then(() => answer(stack, request)),
    errorResponse: (error) => queryError(cloudformation, error),
  };
}

const actionOf = (request: HttpRequest) => queryParameters(request)?.get('Action') ?? '';

function answer(stack: StackDescription, request: HttpRequest): HttpResponse {
  const action = actionOf(request);
  if (action !== 'DescribeStacks') throw unknownAction('CloudFormation', action, ['DescribeStacks']);
  const wanted = queryParameters(request)?.get('StackName');
  if (wanted && wanted !== stack.name && wanted !== stack.id) {
    throw new ServiceError(400, 'ValidationError', `Stack with id ${wanted} does not exist`);
  }
  return queryResponse(cloudformation, action, {
    Stacks: [
      {
        StackId: stack.id,
        StackName: stack.name,
        Description: stack.description,
        CreationTime: new Date(stack.creationTime).toISOString(),
        StackStatus: 'CREATE_COMPLETE',
        DisableRollback: 'false',
        Outputs: stack.outputs.map(({ key, value, description, exportName }) => ({
          OutputKey: key,
          OutputValue: value,
          Description: description,
          ExportName: exportName,
        })),
      },
    ],
  });
}
