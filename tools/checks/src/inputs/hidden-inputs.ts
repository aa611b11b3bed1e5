import { matchesGlob } from 'node:path';

/** The inputs of a target in Nx's project graph. */
export interface TargetInputs {
  readonly task: string;
  readonly root: string;
  readonly inputs: readonly unknown[];
}

export interface WorkspaceFiles {
  readonly tracked: readonly string[];
  /** The tracked files that Nx ignores. */
  readonly hidden: readonly string[];
}

/**
 * The inputs that Nx can't follow: a file that is hidden from it changes no hash and affects no project, and a pattern
 * that matches no file is a mistake.
 */
export function hiddenInputs(targets: readonly TargetInputs[], { tracked, hidden }: WorkspaceFiles): string[] {
  return targets.flatMap(({ task, root, inputs }) =>
    inputs
      .map(patternOf)
      .filter((pattern) => pattern !== undefined)
      .flatMap((pattern) => {
        const glob = pattern.replace('{workspaceRoot}/', '').replace('{projectRoot}', root);
        const named = (files: readonly string[]) => files.filter((file) => matchesGlob(file, glob));
        const hiddenFiles = named(hidden);
        if (hiddenFiles.length > 0) return [`${task}: ${pattern} names ${hiddenFiles.join(', ')}, hidden by .nxignore`];
        return named(tracked).length === 0 && pattern.startsWith('{workspaceRoot}')
          ? [`${task}: ${pattern} names no file`]
          : [];
      }),
  );
}

/** The file pattern of an input; undefined for exclusions and other kinds of inputs. */
function patternOf(input: unknown): string | undefined {
  const pattern = typeof input === 'object' && input !== null && 'fileset' in input ? input.fileset : input;
  return typeof pattern === 'string' && /^\{(?:workspace|project)Root\}/.test(pattern) ? pattern : undefined;
}
