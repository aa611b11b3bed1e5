import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildOptions } from 'esbuild';
import { LocalRunError } from '@jobs/local-aws/kernel';

/** A project that its `build` target bundles for Lambda. */
export interface BuildTarget {
  readonly project: string;
  /** The target's output folder, absolute. */
  readonly outputFolder: string;
  /** The bundle's name in that folder. */
  readonly fileName: string;
  /** The options that the target passes to esbuild, without the output path. */
  readonly esbuildOptions: BuildOptions;
}

interface Manifest {
  readonly nx?: {
    readonly name?: string;
    readonly targets?: Readonly<Record<string, Target>>;
  };
}

interface Target {
  readonly executor?: string;
  readonly options?: TargetOptions;
}

type TargetOptions = Readonly<Record<string, unknown>> & {
  readonly main: string;
  readonly outputPath: string;
  readonly outputFileName: string;
  readonly tsConfig: string;
  /** Further options, or the path of a module that exports them by default. */
  readonly esbuildOptions?: BuildOptions;
  readonly esbuildConfig?: string;
};

/** Options of `@nx/esbuild` with the same name in esbuild. */
const sameNames = ['platform', 'target', 'bundle', 'minify', 'sourcemap', 'external'];
/** Options of `@nx/esbuild` that are not passed to esbuild under their name. */
const notForEsbuild = [
  'main',
  'outputPath',
  'outputFileName',
  'tsConfig',
  'format',
  'esbuildOptions',
  'esbuildConfig',
  'thirdParty',
  'declaration',
  'skipTypeCheck',
];

/**
 * The bundles of a workspace.
 * @throws LocalRunError for an unsupported option of a target
 */
export async function buildTargets(workspace: string): Promise<readonly BuildTarget[]> {
  const apps = join(workspace, 'apps');
  const targets = readdirSync(apps).map(async (folder) => {
    const { nx } = readManifest(join(apps, folder, 'package.json')) ?? {};
    const { executor, options } = nx?.targets?.build ?? (await functionBuild(workspace, folder)) ?? {};
    return executor === '@nx/esbuild:esbuild' && options
      ? [await toTarget(workspace, nx?.name ?? folder, options)]
      : [];
  });
  return (await Promise.all(targets)).flat();
}

/** The target that Nx infers for a folder with a Lambda function. */
async function functionBuild(workspace: string, folder: string): Promise<Target | undefined> {
  if (!existsSync(join(workspace, 'apps', folder, 'src/handler.ts'))) return undefined;
  const plugin = join(workspace, 'tools/workspace/src/functions-plugin.mjs');
  const inferred = (await import(pathToFileURL(plugin).href)) as { functionBuild: (project: string) => Target };
  return inferred.functionBuild(`apps/${folder}`);
}

function readManifest(file: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function toTarget(workspace: string, project: string, options: TargetOptions): Promise<BuildTarget> {
  const unknown = Object.keys(options).find((name) => !sameNames.includes(name) && !notForEsbuild.includes(name));
  if (unknown !== undefined) {
    throw new LocalRunError(
      `The build target of ${project} has the unsupported option ${unknown}. Add it to sameNames or notForEsbuild in build-target.ts, or start with --no-watch.`,
    );
  }
  const same = Object.fromEntries(sameNames.flatMap((name) => (name in options ? [[name, options[name]]] : [])));
  const { esbuildOptions = {}, esbuildConfig } = options;
  const config = esbuildConfig === undefined ? esbuildOptions : await readConfig(join(workspace, esbuildConfig));
  const extension = config.outExtension?.['.js'] ?? '.js';
  return {
    project,
    outputFolder: join(workspace, options.outputPath),
    fileName: `${parse(options.outputFileName).name}${extension}`,
    esbuildOptions: {
      ...config,
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

async function readConfig(file: string): Promise<BuildOptions> {
  const { default: config } = (await import(pathToFileURL(file).href)) as { default: BuildOptions };
  return config;
}
