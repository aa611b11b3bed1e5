import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { assembly, stackName } from './target.ts';

interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

/** Resources by logical id. */
export type Resources = Record<string, Resource>;

/** The files of a cloud assembly with their source and destinations. */
export type Assets = Record<string, { source: { path: string }; destinations: Record<string, { objectKey: string }> }>;

/** A copy of the cloud assembly with resources and assets modified by `change`. */
export function modifiedAssembly(change: (resources: Resources, assets: Assets) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  const template = readJson(`${stackName}.template.json`) as { Resources: Resources };
  const assets = readJson(`${stackName}.assets.json`) as { files: Assets };
  for (const { source } of Object.values(assets.files)) source.path = resolve(assembly, source.path);
  change(template.Resources, assets.files);
  writeFileSync(join(folder, `${stackName}.template.json`), JSON.stringify(template));
  writeFileSync(join(folder, `${stackName}.assets.json`), JSON.stringify(assets));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(readJson('manifest.json')));
  return folder;
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(assembly, name), 'utf8'));
}

/** The properties of the only resource of a type that `matches`. */
export function resourceOf(
  resources: Resources,
  type: string,
  matches: (logicalId: string) => boolean = () => true,
): Resource['Properties'] {
  const found = Object.entries(resources).filter(
    ([logicalId, resource]) => resource.Type === type && matches(logicalId),
  );
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`The template has ${found.length} resources of type ${type}.`);
  return only[1].Properties;
}

export const findProcessor = (resources: Resources) =>
  resourceOf(resources, 'AWS::Lambda::Function', (logicalId) => logicalId.includes('Processor'));

/** Sets environment variables of the processor. */
export function setEnvironment(resources: Resources, variables: Readonly<Record<string, string>>): void {
  const { Environment } = findProcessor(resources) as { Environment: { Variables: Record<string, string> } };
  Object.assign(Environment.Variables, variables);
}
