export { OperationError } from './errors.ts';
export { readOutputsFile, type DeployedStage } from './outputs-file.ts';
export { runStageOperation, type StageOperation } from './stage-operation.ts';
