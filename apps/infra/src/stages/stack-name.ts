import { projectName } from './project-name.ts';

/** The stack of a deployment stage. */
export const stackNameOf = (stage: string) => `${projectName}-${stage}`;

/** The stack that `npx nx verify infra` deploys beside it for a while. */
export const verificationStackName = (stage: string) => `${stackNameOf(stage)}-verification`;
