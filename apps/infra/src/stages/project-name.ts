/** The project's name, used in stack names and the tag `project`. `npx nx g workspace:rename --name=…` changes it. */
export const projectName = 'jobs';
