import { evaluatePolicies, isService, parsePolicyDocument, type PolicyDocument } from '@jobs/local-aws/iam';
import type { QueueDefinition } from '@jobs/local-aws/sqs';

/** The queues' resource policies: which services may send to which queue. */
export interface QueuePolicies {
  /** Whether a service may send on behalf of a resource, such as a rule. */
  allows(queueArn: string, service: string, source: { readonly arn: string; readonly accountId: string }): boolean;
}

/** @throws PolicyError for a policy that can't be evaluated */
export function createQueuePolicies(queues: readonly QueueDefinition[]): QueuePolicies {
  const documents = new Map<string, readonly PolicyDocument[]>(
    queues.map(({ arn, policies }) => [
      arn,
      policies.map(({ document, where }) => parsePolicyDocument(document, where)),
    ]),
  );
  return {
    allows: (queueArn, service, source) => {
      const context = {
        'aws:SourceArn': source.arn,
        'aws:SourceAccount': source.accountId,
        'aws:SecureTransport': 'true',
      };
      const request = { action: 'sqs:SendMessage', resource: queueArn, context };
      const sender = ({ services, aws }: { services: readonly string[]; aws: readonly string[] }) =>
        isService(services, service) || aws.includes('*');
      return evaluatePolicies(documents.get(queueArn) ?? [], request, sender) === 'allow';
    },
  };
}
