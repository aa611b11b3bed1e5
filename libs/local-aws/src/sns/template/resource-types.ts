import type { ResourceType } from '../../cloudformation/index.ts';
import { snsSubscription } from './sns-subscription.ts';
import { snsTopic } from './sns-topic.ts';
import { snsTopicPolicy } from './sns-topic-policy.ts';

/** The resource types of SNS that a template may have. */
export const snsResourceTypes: readonly ResourceType[] = [snsSubscription, snsTopic, snsTopicPolicy];
