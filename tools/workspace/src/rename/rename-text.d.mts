import type { Names } from './names.mjs';

export function renameText(
  text: string,
  from: Names,
  to: Names,
  workspace: { readonly packages: readonly string[]; readonly stages: readonly string[] },
): string;
