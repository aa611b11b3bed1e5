import type { Template } from 'aws-cdk-lib/assertions';
import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference.js';
import { stableIds } from './stable-ids.ts';

/** A statement of any policy of a template: of a role, a trust, a key, a queue, an API, or a function's permission. */
export interface Statement {
  /** The resource that has the policy, without the hash of its logical id. */
  readonly holder: string;
  readonly effect: string;
  /** The principals of a trust or resource policy; empty in a role's own policy. */
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  /** Empty in a trust policy. */
  readonly resources: readonly string[];
  /** Such as `StringEquals kms:ViaService: dynamodb.<AWS::Region>.amazonaws.com`. */
  readonly conditions: readonly string[];
}

/** Every statement of a template, in its order. References read as `<JobsTable.Arn>`. */
export function statementsOf(template: Template): Statement[] {
  const { Resources } = template.toJSON() as { Resources: Record<string, { Type: string; Properties?: unknown }> };
  return Object.entries(Resources).flatMap(([logicalId, { Type, Properties }]) =>
    Type === 'AWS::Lambda::Permission'
      ? [permission(logicalId, Properties as Json)]
      : documentsIn(Properties).flatMap((document) => document.map((statement) => read(logicalId, statement))),
  );
}

/** The managed policies of all roles. */
export function managedPoliciesOf(template: Template): string[] {
  const roles = Object.values(template.findResources('AWS::IAM::Role')) as { Properties: Json }[];
  return roles.flatMap(({ Properties }) => list(Properties.ManagedPolicyArns).map(text));
}

/** All statements by holder, in a readable form. */
export function tableOf(statements: readonly Statement[]): string {
  return [...Map.groupBy(statements, ({ holder }) => holder)]
    .map(([holder, held]) => [holder, ...held.flatMap(linesOf)].join('\n  '))
    .join('\n');
}

function linesOf({ effect, principals, actions, resources, conditions }: Statement): string[] {
  const on = resources.length > 0 ? ` on ${resources.join(' ')}` : '';
  return [
    `${[effect, ...principals, ...actions].join(' ')}${on}`,
    ...conditions.map((condition) => `  if ${condition}`),
  ];
}

type Json = Readonly<Record<string, unknown>>;

/** The statements of each policy document within a value, wherever it stands. */
function documentsIn(value: unknown): Json[][] {
  if (typeof value !== 'object' || value === null) return [];
  if ('Statement' in value) return [list(value.Statement) as Json[]];
  return Object.values(value).flatMap(documentsIn);
}

function read(logicalId: string, statement: Json): Statement {
  const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition = {} } = statement;
  if (NotPrincipal ?? NotAction ?? NotResource) throw new Error(`${logicalId} has a statement with a Not… element.`);
  return {
    holder: stableIds(logicalId),
    effect: String(Effect),
    principals: typeof Principal === 'object' ? named(Principal as Json) : list(Principal).map(text),
    actions: list(Action).map(text),
    resources: list(Resource).map(text),
    conditions: Object.entries(Condition as Json).flatMap(([operator, keys]) =>
      named(keys as Json).map((condition) => `${operator} ${condition}`),
    ),
  };
}

function permission(logicalId: string, { Action, FunctionName, Principal, SourceArn, SourceAccount }: Json): Statement {
  const source = { 'aws:SourceArn': SourceArn, 'aws:SourceAccount': SourceAccount };
  return {
    holder: stableIds(logicalId),
    effect: 'Allow',
    principals: [text(Principal)],
    actions: [text(Action)],
    resources: [text(FunctionName)],
    conditions: named(Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined))),
  };
}

const named = (values: Json) =>
  Object.entries(values).map(([key, value]) => `${key}: ${list(value).map(text).join(', ')}`);
const list = (value: unknown): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const text = (value: unknown): string =>
  stableIds(flattenCfnReference(value))
    .replaceAll('<AWS::Partition>', 'aws')
    .replaceAll('<AWS::Region>', 'REGION')
    .replaceAll('<AWS::AccountId>', 'ACCOUNT');
