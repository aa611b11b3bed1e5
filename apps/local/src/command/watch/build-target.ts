import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildOptions } from 'esbuild';
import { LocalRunError } from '@jobs/local-aws/kernel';

/** A project that is bundled for Lambda, as its target `build` says. */
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
  /** The rest of the options, or a module whose default export they are. */
  readonly esbuildOptions?: BuildOptions;
  readonly esbuildConfig?: string;
};

/** Options of `@nx/esbuild` that esbuild has by the same name. */
const sameNames = ['platform', 'target', 'bundle', 'minify', 'sourcemap', 'external'];
/** Options of `@nx/esbuild` that say nothing to esbuild. */
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
 * @throws LocalRunError for an option of a target that is not known here
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
      `The build target of ${project} has the option ${unknown}, which watching does not support.`,
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
