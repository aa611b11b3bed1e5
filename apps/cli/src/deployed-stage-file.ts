import { UsageError } from './errors.ts';
import { findFile } from './find-file.ts';

/** The parts of `.local/outputs.<stage>.json`, which a deployment writes, that matter here. */
export interface DeployedStageFile {
  readonly region: string;
  readonly outputs: { readonly JobsApiEndpoint: string; readonly JobsApiInvokeRole: string };
  /** Its path. */
  readonly file: string;
}

/**
 * Looks for `.local/outputs.<stage>.json` in a folder and its parents.
 * @throws UsageError when there is none, or it does not describe a deployment
 */
export function findDeployedStage(stage: string, folder: string): DeployedStageFile {
  const deploy = `npx nx deploy infra --configuration=${stage}`;
  const name = `.local/outputs.${stage}.json`;
  const file = findFile(folder, name);
  if (!file) {
    throw new UsageError(
      `The stage ${stage} was not deployed from this folder: ${name} does not exist. Name its API with --url and --role (the outputs JobsApiEndpoint and JobsApiInvokeRole of its stack), or deploy it from here: ${deploy}`,
    );
  }
  try {
    const deployed = JSON.parse(file.text) as Partial<DeployedStageFile> | null;
    const { JobsApiEndpoint, JobsApiInvokeRole } = deployed?.outputs ?? {};
    if (deployed?.region && JobsApiEndpoint && JobsApiInvokeRole)
      return { ...(deployed as DeployedStageFile), file: file.path };
  } catch {
    // Reported below, with what to do.
  }
  throw new UsageError(`${file.path} does not describe a deployed stage. Deploy it again: ${deploy}`);
}
