import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { LocalRunError } from '../errors.ts';

/** A project that is bundled for Lambda, as its `build` target in package.json says. */
export interface BuildTarget {
  readonly project: string;
  /** The folder that the target writes, absolute. */
  readonly outputFolder: string;
  /** The bundle's name in that folder. */
  readonly fileName: string;
  /** The same options as the target gives to esbuild, apart from where to write. */
  readonly esbuildOptions: BuildOptions;
}

interface Manifest {
  readonly nx?: {
    readonly name?: string;
    readonly targets?: Readonly<Record<string, { readonly executor?: string; readonly options?: TargetOptions }>>;
  };
}

type TargetOptions = Readonly<Record<string, unknown>> & {
  readonly main: string;
  readonly outputPath: string;
  readonly outputFileName: string;
  readonly tsConfig: string;
  readonly esbuildOptions?: BuildOptions;
};

/** Options of `@nx/esbuild` that esbuild has by the same name. */
const sameNames = ['platform', 'target', 'bundle', 'minify', 'sourcemap', 'external'];
/** Options of `@nx/esbuild` that say nothing to esbuild. */
const notForEsbuild = ['main', 'outputPath', 'outputFileName', 'tsConfig', 'format', 'esbuildOptions'].concat([
  'thirdParty',
  'declaration',
  'skipTypeCheck',
]);

/**
 * The bundles of a workspace.
 * @throws LocalRunError for an option of a target that is not known here
 */
export function buildTargets(workspace: string): readonly BuildTarget[] {
  const apps = join(workspace, 'apps');
  return readdirSync(apps).flatMap((folder) => {
    const { nx } = readManifest(join(apps, folder, 'package.json')) ?? {};
    const { executor, options } = nx?.targets?.build ?? {};
    return executor === '@nx/esbuild:esbuild' && options ? [toTarget(workspace, nx?.name ?? folder, options)] : [];
  });
}

function readManifest(file: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function toTarget(workspace: string, project: string, options: TargetOptions): BuildTarget {
  const unknown = Object.keys(options).find((name) => !sameNames.includes(name) && !notForEsbuild.includes(name));
  if (unknown !== undefined) {
    throw new LocalRunError(`${project}'s build target has the option ${unknown}, which watching does not know.`);
  }
  const same = Object.fromEntries(sameNames.flatMap((name) => (name in options ? [[name, options[name]]] : [])));
  const extension = options.esbuildOptions?.outExtension?.['.js'] ?? '.js';
  return {
    project,
    outputFolder: join(workspace, options.outputPath),
    fileName: `${parse(options.outputFileName).name}${extension}`,
    esbuildOptions: {
      ...options.esbuildOptions,
      ...same,
      absWorkingDir: workspace,
      entryPoints: [options.main],
      entryNames: '[dir]/[name]',
      tsconfig: join(workspace, options.tsConfig),
      format: 'esm',
      outExtension: { '.js': extension },
    },
  };
}
