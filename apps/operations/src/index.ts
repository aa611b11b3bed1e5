export { OperationError } from './operation/errors.ts';
export { readOutputsFile, type DeployedStage } from './stack/outputs-file.ts';
export { runStageOperation, type StageOperation } from './operation/stage-operation.ts';
