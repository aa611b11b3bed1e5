import { type CloudFormationClient, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { listResources } from '../stack/deployed-stack.ts';

/** A resource that outlives its stack. */
export interface RetainedResource {
  readonly type: string;
  readonly physicalId: string;
}

interface TemplateResources {
  readonly Resources: Readonly<Record<string, { readonly DeletionPolicy?: string }>>;
}

/** The resources that outlive a deployed stack when it is deleted, according to its deployed template. */
export async function findRetainedResources(
  cloudFormation: CloudFormationClient,
  StackName: string,
  abortSignal: AbortSignal,
): Promise<RetainedResource[]> {
  const { TemplateBody = '{}' } = await cloudFormation.send(new GetTemplateCommand({ StackName }), { abortSignal });
  const { Resources } = JSON.parse(TemplateBody) as TemplateResources;
  const deployed = await listResources(cloudFormation, StackName, abortSignal);
  return deployed
    .filter(({ LogicalResourceId = '' }) => Resources[LogicalResourceId]?.DeletionPolicy === 'Retain')
    .map(({ ResourceType: type = '', PhysicalResourceId: physicalId = '' }) => ({ type, physicalId }))
    .filter(({ physicalId }) => physicalId !== '');
}

/** How to delete what is left, for the types that hold data, in the order in which they can be deleted. */
export const deletions: Readonly<Record<string, (id: string) => string>> = {
  'AWS::DynamoDB::Table': (id) =>
    `To delete it permanently: aws dynamodb update-table --table-name ${id} --no-deletion-protection-enabled && aws dynamodb delete-table --table-name ${id}`,
  'AWS::Events::Archive': (id) => `To delete it permanently: aws events delete-archive --archive-name ${id}`,
  'AWS::Events::EventBus': (id) => `Once it has no archive: aws events delete-event-bus --name ${id}`,
  'AWS::SQS::Queue': (id) => `To delete it permanently: aws sqs delete-queue --queue-url ${id}`,
  'AWS::Logs::LogGroup': (id) => `To delete it permanently: aws logs delete-log-group --log-group-name ${id}`,
  'AWS::KMS::Key': (id) => `Once nothing is encrypted with it: aws kms schedule-key-deletion --key-id ${id}`,
};

/** The types that let API Gateway write logs, for every API in the region. */
export const freeTypes: ReadonlySet<string> = new Set(['AWS::ApiGateway::Account', 'AWS::IAM::Role']);

/** Prints what is left, and how to delete it. */
export function printRetained(retained: readonly RetainedResource[], say: (line: string) => void): void {
  const { paid = [], free = [] } = Object.groupBy(retained, ({ type }) => (freeTypes.has(type) ? 'free' : 'paid'));
  const order = Object.keys(deletions);
  const inOrder = paid.toSorted((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
  printGroup('Retained resources (still billed):', inOrder, say);
  printGroup('Retained for the logs of all APIs in this region (free):', free, say);
}

function printGroup(title: string, group: readonly RetainedResource[], say: (line: string) => void): void {
  if (group.length === 0) return;
  say(`\n${title}`);
  for (const { type, physicalId } of group) {
    say(`  ${type.padEnd(24)}  ${physicalId}`);
    const deletion = deletions[type]?.(physicalId);
    if (deletion) say(`    ${deletion}`);
  }
}
