import { error, type Finding, ok, warning } from './finding.ts';

/** The parts of the stack's state that matter. */
export interface StackState {
  readonly stackName: string;
  /** Undefined: the stack does not exist. */
  readonly status: string | undefined;
  readonly isProtected: boolean;
}

/** Whether CloudFormation would accept an update of the stack in its current state. */
export function judgeStackState({ stackName, status, isProtected }: StackState): Finding {
  if (status === undefined) return ok(`${stackName} does not exist yet and will be created.`);
  if (status === 'REVIEW_IN_PROGRESS') return ok(`${stackName} has not been created yet (${status}).`);
  if (status === 'ROLLBACK_COMPLETE' || status === 'ROLLBACK_FAILED') {
    const failed = `The first deployment of ${stackName} failed (${status})`;
    return isProtected
      ? error(
          `${failed}. The stack must be deleted first, but is protected. Lift the protection, then deploy again: ` +
            `aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name ${stackName}`,
        )
      : warning(`${failed}; CDK deletes it and starts over.`);
  }
  if (status === 'UPDATE_ROLLBACK_FAILED') {
    return error(
      `${stackName} could not be rolled back (${status}). See why with aws cloudformation describe-stack-events --stack-name ${stackName}, fix that, and run: aws cloudformation continue-update-rollback --stack-name ${stackName}`,
    );
  }
  if (status === 'DELETE_FAILED') {
    return error(
      `${stackName} could not be deleted (${status}). Delete the stack in the CloudFormation console, then deploy again. To see which resources failed: aws cloudformation describe-stack-events --stack-name ${stackName}`,
    );
  }
  if (status.endsWith('_IN_PROGRESS')) {
    return error(
      `${stackName} is being changed (${status}), perhaps by another deployment. ` +
        `Try again when that is done. To watch it: aws cloudformation describe-stack-events --stack-name ${stackName}`,
    );
  }
  return ok(`${stackName} exists (${status}) and will be updated.`);
}
