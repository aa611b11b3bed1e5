import { Duration } from 'aws-cdk-lib';
import { Archive, CfnRule, EventBus, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface FailedJobsProps {
  /** How long the archive keeps an event, in days; 0 is for ever (C3). */
  readonly retentionDays: number;
}

/** What Lambda puts on the bus when the error handler fails (B33). */
const failedInvocation = {
  source: ['lambda'],
  detailType: ['Lambda Function Invocation Result - Failure'],
};

/** The last resort: a bus whose archive keeps the events that even the error handler could not record, to be replayed. */
export class FailedJobs extends Construct {
  readonly bus: EventBus;
  readonly archive: Archive;

  constructor(scope: Construct, id: string, props: FailedJobsProps) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', { description: 'Failed jobs that the error handler could not record' });
    this.archive = new Archive(this, 'Archive', {
      sourceEventBus: this.bus,
      description: 'Failed jobs that the error handler could not record',
      eventPattern: failedInvocation,
      retention: Duration.days(props.retentionDays),
    });
  }

  /** Gives a replayed event to the error handler exactly as it first was: the failure record of the processor. */
  replayTo(errorHandler: IFunction): void {
    const rule = new Rule(this, 'ReplayRule', {
      description: 'Gives replayed events back to the error handler',
      eventBus: this.bus,
      eventPattern: failedInvocation,
    });
    // A replayed event has a field of its own (C16), which the construct's pattern type does not know.
    (rule.node.defaultChild as CfnRule).addPropertyOverride('EventPattern.replay-name', [{ exists: true }]);
    rule.addTarget(new LambdaTarget(errorHandler, { event: RuleTargetInput.fromEventPath('$.detail.requestPayload') }));
  }
}
