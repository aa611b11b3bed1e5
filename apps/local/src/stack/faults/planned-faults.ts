import type { DynamoDbFault, DynamoDbFaults } from '@jobs/local-aws/dynamodb';
import type { EventBridge } from '@jobs/local-aws/eventbridge';
import type { InvocationFault, LambdaFaults } from '@jobs/local-aws/lambda';
import type { FunctionLabels } from '../label-functions.ts';
import type { FaultPlan } from './fault-plan.ts';

/** A function's readable name as one word, for a command line: `error-handler`. */
export const targetName = (label: string): string => label.replaceAll(' ', '-');

/** Injects the planned faults into functions; a test's own faults come first. */
export function plannedLambdaFaults(plan: FaultPlan, labelOf: FunctionLabels, own?: LambdaFaults): LambdaFaults {
  const target = (functionName: string) => targetName(labelOf(functionName));
  return {
    before: (functionName, attempt) =>
      own?.before(functionName, attempt) ??
      invocationFault(plan.next(target(functionName), ['throw', 'timeout', 'exit', 'throttle'])),
    duplicate: (functionName, event) =>
      own?.duplicate?.(functionName, event) === true || plan.next(target(functionName), ['twice']) !== undefined,
  };
}

function invocationFault(kind: string | undefined): InvocationFault | undefined {
  switch (kind) {
    case 'throw':
      return { kind, errorType: 'FaultOnDemand', message: 'The function failed on purpose (injected fault).' };
    case 'timeout':
    case 'exit':
    case 'throttle':
      return { kind };
    default:
      return undefined;
  }
}

/** Injects the planned faults into tables; a test's own faults come first. */
export function plannedDynamoDbFaults(plan: FaultPlan, own?: DynamoDbFaults): DynamoDbFaults {
  return {
    before: (operation, table) => own?.before(operation, table) ?? tableFault(plan.next('table', ['throttle', 'down'])),
  };
}

function tableFault(kind: string | undefined): DynamoDbFault | undefined {
  switch (kind) {
    case 'throttle':
      return {
        status: 400,
        code: 'ProvisionedThroughputExceededException',
        message:
          'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
      };
    case 'down':
      return { status: 500, code: 'InternalServerError', message: 'Internal server error' };
    default:
      return undefined;
  }
}

/** An event bus that rejects events when the plan says so. */
export function refusingEventBridge(plan: FaultPlan, eventBridge: EventBridge): EventBridge {
  return {
    ...eventBridge,
    putEvent: (entry) =>
      plan.next('bus', ['refuse'])
        ? Promise.reject(new Error('The event bus rejected the event on purpose (injected fault).'))
        : eventBridge.putEvent(entry),
  };
}
