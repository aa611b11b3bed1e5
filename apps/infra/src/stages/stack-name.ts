/** The stack of a deployment stage. */
export const stackNameOf = (stage: string) => `jobs-${stage}`;
