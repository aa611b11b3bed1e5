import { Aws, Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Construct } from 'constructs';

export interface BudgetProps {
  readonly monthlyUsd: number;
  readonly email: string;
}

/**
 * Sends an email when the account has spent 80% of a month's budget, and when AWS forecasts that it will be exceeded.
 * It covers the whole account: a budget for the stack's tags stays at 0 until somebody activates them for billing
 * (https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html). It only notifies and stops
 * nothing.
 */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, { monthlyUsd, email }: BudgetProps) {
    super(scope, id);
    const notify = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
      notification: { notificationType, comparisonOperator: 'GREATER_THAN', threshold, thresholdType: 'PERCENTAGE' },
      subscribers: [{ subscriptionType: 'EMAIL', address: email }],
    });
    new CfnBudget(this, 'Budget', {
      budget: {
        // Names are unique in an account, across all regions.
        budgetName: `${Stack.of(this).stackName}-${Aws.REGION}`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyUsd, unit: 'USD' },
      },
      notificationsWithSubscribers: [notify('ACTUAL', 80), notify('FORECASTED', 100)],
    });
  }
}
