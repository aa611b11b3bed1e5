import { statSync } from 'node:fs';
import type { StackResources, SynthesizedStack } from '../../cloudformation/index.ts';
import { UnsupportedTemplateError } from '../../kernel/index.ts';
import { lambdaLayerVersion } from './lambda-layer-version.ts';

/**
 * The folders of the layers that a function names.
 * @param logicalId of the function
 * @throws UnsupportedTemplateError for a layer that isn't in the template or is an archive
 */
export function layerFolders(
  logicalId: string,
  layerArns: readonly string[],
  resources: StackResources,
  stack: SynthesizedStack,
): string[] {
  const layers = new Map(resources.ofType(lambdaLayerVersion).map((layer) => [layer.identity.ref, layer]));
  return layerArns.map((arn, index) => {
    const layer = layers.get(arn);
    if (!layer) {
      const reason = `${arn} is not a layer of this template. The local run supports only layers of its own stack.`;
      throw new UnsupportedTemplateError(logicalId, `Properties.Layers.${index}`, reason);
    }
    return folderOf(layer.logicalId, stack.assetFolder(layer.properties.Content.S3Key));
  });
}

function folderOf(logicalId: string, asset: string | undefined): string {
  const where = 'Properties.Content.S3Key';
  if (asset === undefined)
    throw new UnsupportedTemplateError(logicalId, where, 'is not an asset of the cloud assembly.');
  if (statSync(asset, { throwIfNoEntry: false })?.isFile()) {
    const reason = 'is an archive. Unpack it, and pass its folder to Code.fromAsset.';
    throw new UnsupportedTemplateError(logicalId, where, reason);
  }
  return asset;
}
