/** The name of the project: stacks, and the tag `project`, have it. `npx nx g workspace:rename --name=…` changes it. */
export const projectName = 'jobs';
