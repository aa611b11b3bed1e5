import { projectName } from './project-name.ts';

/** The stack of a deployment stage. */
export const stackNameOf = (stage: string) => `${projectName}-${stage}`;
