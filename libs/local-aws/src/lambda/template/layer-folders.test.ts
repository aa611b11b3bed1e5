import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadStack, readResources, resourceTypesByName } from '../../cloudformation/index.ts';
import { writeAssembly } from '../../cloudformation/testing/write-assembly.ts';
import { functionDefinitions } from './function-definitions.ts';
import { lambdaResourceTypes } from './resource-types.ts';

const account = { accountId: '000000000000', region: 'eu-west-1' };

const layer = (S3Key: string) => ({
  Type: 'AWS::Lambda::LayerVersion',
  Properties: {
    Content: { S3Bucket: 'assets', S3Key },
    CompatibleRuntimes: ['nodejs24.x'],
    CompatibleArchitectures: ['arm64'],
  },
});

function assemblyWith(layers: readonly unknown[]): string {
  return writeAssembly(
    {
      Resources: {
        Fonts: layer('fonts.zip'),
        Tools: layer('tools.zip'),
        Elsewhere: layer('elsewhere.zip'),
        Worker: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Runtime: 'nodejs24.x',
            Handler: 'handler.handler',
            Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
            Role: 'arn:aws:iam::000000000000:role/worker',
            Layers: layers,
          },
        },
      },
    },
    { code: '', fonts: '', tools: '' },
  );
}

function foldersIn(assembly: string): readonly string[] | undefined {
  const stack = loadStack(assembly, 'test');
  return functionDefinitions(readResources(stack, account, resourceTypesByName(lambdaResourceTypes)), stack)[0]
    ?.layerFolders;
}

describe('the layers of a template', () => {
  it('are folders of the cloud assembly, in the order of the function', () => {
    const assembly = assemblyWith([{ Ref: 'Tools' }, { Ref: 'Fonts' }]);
    expect(foldersIn(assembly)).toEqual([join(assembly, 'asset.tools'), join(assembly, 'asset.fonts')]);
  });

  it('of other stacks are rejected', () => {
    const arn = 'arn:aws:lambda:eu-west-1:017000801446:layer:AWSLambdaPowertoolsTypeScriptV2:41';
    expect(() => foldersIn(assemblyWith([{ Ref: 'Tools' }, arn]))).toThrow(
      `Unsupported template: Worker.Properties.Layers.1: ${arn} is not a layer of this template.`,
    );
  });

  it('without an asset, or with an archive, are rejected', () => {
    expect(() => foldersIn(assemblyWith([{ Ref: 'Elsewhere' }]))).toThrow(/Elsewhere\..*is not an asset/);
    const assembly = assemblyWith([{ Ref: 'Fonts' }]);
    const manifest = {
      files: { a: { source: { path: 'fonts.zip' }, destinations: { b: { objectKey: 'fonts.zip' } } } },
    };
    mkdirSync(join(assembly, 'asset.code'), { recursive: true });
    writeFileSync(join(assembly, 'fonts.zip'), '');
    const code = { source: { path: 'asset.code' }, destinations: { b: { objectKey: 'code.zip' } } };
    writeFileSync(join(assembly, 'test.assets.json'), JSON.stringify({ files: { ...manifest.files, code } }));
    expect(() => foldersIn(assembly)).toThrow(/Fonts\..*is an archive\. Unpack it/);
  });
});
