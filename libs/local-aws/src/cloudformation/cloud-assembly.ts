import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LocalRunError, UnsupportedTemplateError } from '../kernel/index.ts';
import { type Template, unknownParts } from './template.ts';

/** One stack of a CDK cloud assembly (`cdk.out`). */
export interface SynthesizedStack {
  readonly stackName: string;
  readonly template: Template;
  /** The folder of a file asset, by its key in the deployment bucket (`<hash>.zip`). */
  assetFolder(objectKey: string): string | undefined;
}

interface Manifest {
  readonly artifacts?: Readonly<Record<string, Artifact>>;
}

interface Artifact {
  readonly type: string;
  readonly properties?: { readonly templateFile?: string; readonly file?: string };
  readonly dependencies?: readonly string[];
}

interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path: string };
        readonly destinations: Readonly<Record<string, { objectKey: string }>>;
      }
    >
  >;
}

/**
 * Reads one stack of a cloud assembly.
 * @throws LocalRunError that says what is missing or broken, and what to do
 * @throws UnsupportedTemplateError for an unsupported section or resource attribute
 */
export function loadStack(folder: string, stackName: string): SynthesizedStack {
  const { artifacts = {} } = readJson(folder, 'manifest.json') as Manifest;
  const stack = artifacts[stackName];
  if (stack?.type !== 'aws:cloudformation:stack' || stack.properties?.templateFile === undefined) {
    const stacks = Object.keys(artifacts).filter((name) => artifacts[name]?.type === 'aws:cloudformation:stack');
    throw new LocalRunError(`${folder} has no stack '${stackName}'. Stacks: ${stacks.join(', ') || 'none'}.`);
  }
  const template = readJson(folder, stack.properties.templateFile) as Template;
  for (const [owner, part] of unknownParts(template)) {
    throw new UnsupportedTemplateError(owner, part, 'is not supported by the local run.');
  }
  const assets = assetFolders(folder, stack, artifacts);
  return { stackName, template, assetFolder: (objectKey) => assets.get(objectKey) };
}

function assetFolders(
  folder: string,
  stack: Artifact,
  artifacts: NonNullable<Manifest['artifacts']>,
): Map<string, string> {
  const manifests = (stack.dependencies ?? []).flatMap((name) => artifacts[name]?.properties?.file ?? []);
  const files = manifests.flatMap((file) => Object.values((readJson(folder, file) as AssetManifest).files ?? {}));
  return new Map(
    files.flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }) => [objectKey, resolve(folder, source.path)] as const),
    ),
  );
}

function readJson(folder: string, name: string): unknown {
  const file = join(folder, name);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new LocalRunError(`Cannot read ${file}. Run \`npx nx synth infra\` first.`, { cause });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new LocalRunError(
      `${file} is not JSON. Run \`npx nx reset\` and \`npx nx synth infra\` to create it again.`,
      {
        cause,
      },
    );
  }
}
