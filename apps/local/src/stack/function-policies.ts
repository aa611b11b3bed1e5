import { evaluatePolicies, isService, parsePolicyDocument, type PolicyDocument } from '@jobs/local-aws/iam';
import type { FunctionPermission } from '@jobs/local-aws/lambda';

/** Which services may invoke which functions: the functions' resource policies (docs/facts/a.md#a54). */
export interface FunctionPolicies {
  allows(functionArn: string, principal: string, sourceArn: string): boolean;
}

export function createFunctionPolicies(
  permissions: readonly FunctionPermission[],
  accountId: string,
): FunctionPolicies {
  const documents = new Map<string, PolicyDocument[]>();
  for (const permission of permissions) {
    const existing = documents.get(permission.functionArn) ?? [];
    documents.set(permission.functionArn, [...existing, documentOf(permission)]);
  }
  return {
    allows: (functionArn, principal, sourceArn) =>
      evaluatePolicies(
        documents.get(functionArn) ?? [],
        {
          action: 'lambda:InvokeFunction',
          resource: functionArn,
          context: { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': accountId },
        },
        ({ services }) => isService(services, principal),
      ) === 'allow',
  };
}

function documentOf({ functionArn, action, principal, sourceArn, sourceAccount }: FunctionPermission): PolicyDocument {
  const conditions = {
    ...(sourceArn !== undefined && { ArnLike: { 'aws:SourceArn': sourceArn } }),
    ...(sourceAccount !== undefined && { StringEquals: { 'aws:SourceAccount': sourceAccount } }),
  };
  return parsePolicyDocument(
    {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: principal },
          Action: action,
          Resource: functionArn,
          Condition: conditions,
        },
      ],
    },
    `the resource policy of ${functionArn}`,
  );
}
