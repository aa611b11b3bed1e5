import { InvalidPatternError } from '../../patterns/index.ts';
import type { SubscriptionDefinition } from '../engine/definitions.ts';
import {
  compileFilterPolicy,
  type FilterPolicy,
  FilterPolicyError,
  type FilterPolicyScope,
} from '../engine/filter-policy.ts';
import type { Subscription } from '../engine/topic-store.ts';
import { invalidParameter } from './errors.ts';

type Changeable = Pick<Subscription, 'filterPolicy' | 'filterScope' | 'isRaw' | 'deadLetterArn'>;

const unset: Changeable = {
  filterPolicy: undefined,
  filterScope: 'MessageAttributes',
  isRaw: false,
  deadLetterArn: undefined,
};

/**
 * The changes to a subscription by its attributes.
 * @param where precedes the reason for a rejection, such as `Attributes Reason: `
 */
export function changeAttributes(
  attributes: ReadonlyMap<string, string>,
  where = '',
  before: Changeable = unset,
): Changeable {
  const filterScope = scopeOf(attributes.get('FilterPolicyScope'), where) ?? before.filterScope;
  const policyText = attributes.get('FilterPolicy') ?? before.filterPolicy?.text ?? '';
  const raw = attributes.get('RawMessageDelivery');
  const redrive = attributes.get('RedrivePolicy');
  for (const name of attributes.keys()) {
    if (['FilterPolicy', 'FilterPolicyScope', 'RawMessageDelivery', 'RedrivePolicy'].includes(name)) continue;
    throw invalidParameter(`${where}AttributeName Reason: The local run does not support ${name}`);
  }
  return {
    filterScope,
    filterPolicy: policyText === '' ? undefined : filterPolicyOf(policyText, filterScope, where),
    isRaw: raw === undefined ? before.isRaw : parseRaw(raw, where),
    deadLetterArn: redrive === undefined ? before.deadLetterArn : deadLetterOf(redrive, where),
  };
}

/** The attributes of a new subscription. */
export function definitionOf({
  filterPolicy,
  isRaw,
  deadLetterArn,
}: Changeable): Pick<SubscriptionDefinition, 'filterPolicy' | 'isRaw' | 'deadLetterArn'> {
  return { isRaw, ...(filterPolicy && { filterPolicy }), ...(deadLetterArn !== undefined && { deadLetterArn }) };
}

function scopeOf(text: string | undefined, where: string): FilterPolicyScope | undefined {
  if (text === undefined || text === 'MessageAttributes' || text === 'MessageBody') return text;
  throw invalidParameter(
    `${where}FilterPolicyScope: Invalid value [${text}]. Please use either MessageBody or MessageAttributes`,
  );
}

function filterPolicyOf(text: string, scope: FilterPolicyScope, where: string): FilterPolicy | undefined {
  try {
    return compileFilterPolicy(text, scope);
  } catch (error) {
    if (!(error instanceof FilterPolicyError || error instanceof InvalidPatternError)) throw error;
    if (error.message.startsWith('Filter policy scope')) throw invalidParameter(error.message);
    throw invalidParameter(`${where}FilterPolicy: ${error.message}`);
  }
}

function parseRaw(text: string, where: string): boolean {
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  throw invalidParameter(`${where}RawMessageDelivery: Invalid value [${text}]. Must be true or false.`);
}

function deadLetterOf(text: string, where: string): string | undefined {
  if (text === '') return undefined;
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    throw invalidParameter(`${where}RedrivePolicy: failed to parse JSON.`);
  }
  const { deadLetterTargetArn: arn } = (policy ?? {}) as { deadLetterTargetArn?: unknown };
  if (typeof arn === 'string' && /^arn:aws:sqs:[\w-]*:\d{12}:[\w-]+$/.test(arn)) return arn;
  throw invalidParameter(`${where}RedrivePolicy: deadLetterTargetArn is an invalid arn`);
}
