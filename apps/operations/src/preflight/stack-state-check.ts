import { error, type Finding, ok, warning } from './finding.ts';

/** What CloudFormation knows of the stack, as far as it matters. */
export interface StackState {
  readonly stackName: string;
  /** None: it is not there. */
  readonly status: string | undefined;
  readonly isProtected: boolean;
}

/** Whether CloudFormation will take an update of the stack as it is. */
export function judgeStackState({ stackName, status, isProtected }: StackState): Finding {
  if (status === undefined) return ok(`${stackName} is not there yet; it is created.`);
  if (status === 'REVIEW_IN_PROGRESS') return ok(`${stackName} was not created yet (${status}).`);
  if (status === 'ROLLBACK_COMPLETE' || status === 'ROLLBACK_FAILED') {
    const failed = `The first deployment of ${stackName} failed (${status})`;
    return isProtected
      ? error(
          `${failed}, and it must be deleted first, but is protected: ` +
            `aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${stackName}`,
        )
      : warning(`${failed}; CDK deletes what is left of it and creates it anew.`);
  }
  if (status === 'UPDATE_ROLLBACK_FAILED') {
    return error(
      `${stackName} could not be rolled back (${status}). First: aws cloudformation continue-update-rollback --stack-name ${stackName}`,
    );
  }
  if (status === 'DELETE_FAILED') {
    return error(`${stackName} could not be deleted (${status}). First: delete it in the CloudFormation console.`);
  }
  if (status.endsWith('_IN_PROGRESS')) {
    return error(
      `${stackName} is being changed (${status}), by another deployment perhaps. ` +
        `Try again when it is done: aws cloudformation describe-stack-events --stack-name ${stackName}`,
    );
  }
  return ok(`${stackName} is there (${status}); it is updated.`);
}
