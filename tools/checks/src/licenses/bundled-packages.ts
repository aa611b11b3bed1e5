import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProjectGraphAsync } from '@nx/devkit';
import { build, type BuildOptions } from 'esbuild';

/** A third-party package in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly folder: string;
}

interface BuildTarget {
  readonly main: string;
  readonly platform: NonNullable<BuildOptions['platform']>;
  readonly target: string;
  readonly format: readonly NonNullable<BuildOptions['format']>[];
  readonly external: string[];
  readonly minify?: boolean;
  /** Options specific to esbuild, inline or in a separate module. */
  readonly esbuildOptions?: BuildOptions;
  readonly esbuildConfig?: string;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** The packages with at least one byte in a project's bundle, built with the options of its `build` target. */
export async function bundledPackages(root: string, project: string): Promise<readonly BundledPackage[]> {
  const options = await buildTarget(project);
  const { outputs } = (
    await build({
      ...(await esbuildOptions(root, options)),
      absWorkingDir: root,
      entryPoints: [options.main],
      outfile: 'bundle.mjs',
      bundle: true,
      write: false,
      metafile: true,
      platform: options.platform,
      target: options.target,
      format: options.format[0] ?? 'esm',
      external: options.external,
      minify: options.minify ?? false,
      outExtension: {},
      logLevel: 'error',
    })
  ).metafile;
  const files = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const folders = new Set(files.flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []));
  return [...folders]
    .map((folder) => {
      const { name, version, license } = readManifest(join(root, folder));
      return { name, version, licence: license, folder: join(root, folder) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The target as resolved by Nx, from the project's manifest or a plugin. */
async function buildTarget(project: string): Promise<BuildTarget> {
  const { nodes } = await createProjectGraphAsync();
  const options: unknown = nodes[project]?.data.targets?.build?.options;
  if (options === undefined) throw new Error(`The project '${project}' has no target 'build'.`);
  return options as BuildTarget;
}

async function esbuildOptions(root: string, options: BuildTarget): Promise<BuildOptions> {
  if (options.esbuildConfig === undefined) return options.esbuildOptions ?? {};
  const { default: config } = (await import(join(root, options.esbuildConfig))) as { default: BuildOptions };
  return config;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
