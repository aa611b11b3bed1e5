export { OperationError } from './operation/errors.ts';
export { runStageOperation, type StageOperation } from './operation/stage-operation.ts';
export { runCdk } from './stack/cdk.ts';
export { outputsOf, requireStack } from './stack/deployed-stack.ts';
export { withTemporaryStack } from './stack/temporary-stack.ts';
