import type { Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';

/** @param jobEventsBus the ARN of the bus, the output `JobEventsBus` */
export function onFailedJobs(stack: Stack, jobEventsBus: string, handler: IFunction): void {
  new Rule(stack, 'FailedJobs', {
    eventBus: EventBus.fromEventBusArn(stack, 'JobEvents', jobEventsBus),
    eventPattern: { detailType: ['job.finished'], detail: { data: { status: ['Failure'] } } },
    targets: [new LambdaFunction(handler)],
  });
}
