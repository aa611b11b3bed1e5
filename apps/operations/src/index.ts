export { OperationError } from './operation/errors.ts';
export { runStageOperation, type StageOperation } from './operation/stage-operation.ts';
export { type DeployedStage, readOutputsFile } from './stack/outputs-file.ts';
