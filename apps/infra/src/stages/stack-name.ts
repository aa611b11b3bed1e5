import { projectName } from './project-name.ts';

/** The stack of a deployment stage. */
export const stackNameOf = (stage: string) => `${projectName}-${stage}`;

/** The stack that `npx nx verify infra` temporarily deploys next to it. */
export const verificationStackName = (stage: string) => `${stackNameOf(stage)}-verification`;

/** The stack with the tests' contract and jobs that `npx nx e2e-deployed e2e` temporarily deploys next to it. */
export const suiteStackName = (stage: string) => `${stackNameOf(stage)}-e2e`;
