/** The types of stages-plugin.mjs that its test needs. */
type Configurations = Record<string, object>;
type Targets = Record<string, { readonly configurations: Configurations }>;

export const createNodesV2: readonly [
  glob: string,
  createNodes: (files: readonly string[]) => [[string, { projects: Record<string, { targets: Targets }> }]],
];
export function preTasksExecution(options: unknown, context: { readonly argv: readonly string[] }): void;
