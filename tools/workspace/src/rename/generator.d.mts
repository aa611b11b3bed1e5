import type { Tree } from '@nx/devkit';

interface Options {
  readonly scope?: string;
  readonly name?: string;
  readonly allowDirty?: boolean;
}

export default function rename(tree: Tree, options: Options): Promise<(() => void) | undefined>;
