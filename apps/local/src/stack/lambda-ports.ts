import type { JsonObject } from '@jobs/local-aws/kernel';
import type { LambdaPorts } from '@jobs/local-aws/lambda';
import type { CurrentServices } from './current-services.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import { refusingEventBridge } from './faults/planned-faults.ts';

/** What functions need from the other services: credentials, permissions, an event bus, and endpoints. */
export function lambdaPorts(
  services: CurrentServices,
  plan: FaultPlan,
  localEnvironment: () => Readonly<Record<string, string>>,
): Pick<LambdaPorts, 'credentialsFor' | 'environment' | 'authorize' | 'putEvent'> {
  return {
    credentialsFor: (roleArn) => services.current.iam.assumeRoleAsService('lambda.amazonaws.com', roleArn),
    environment: () => ({ AWS_ENDPOINT_URL: services.current.endpoint, ...localEnvironment() }),
    authorize: (roleArn, action, resourceArn) => services.current.iam.authorize({ roleArn }, action, resourceArn),
    putEvent: async ({ busArn, ...event }) => {
      const bus = refusingEventBridge(plan, services.current.eventBridge);
      await bus.putEvent({ ...event, detail: event.detail as JsonObject, bus: busArn });
    },
  };
}
