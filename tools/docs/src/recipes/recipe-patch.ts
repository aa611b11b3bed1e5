/** The files of a patch by path, each with the resulting lines in the patch. */
export function filesAfter(patch: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const part of patch.split(/^diff --git /m).slice(1)) {
    const [, path] = /^\+\+\+ b\/(.+)$/m.exec(part) ?? /^rename to (.+)$/m.exec(part) ?? [];
    const [, ...hunks] = part.split(/^@@ .*$/m);
    const after = hunks.map((hunk) => [...hunk.matchAll(/^[ +](.*)$/gm)].map(([, line]) => line).join('\n'));
    if (path !== undefined) files.set(path, after.join('\n…\n'));
  }
  return files;
}

/** The packages that a patch adds, with their versions. */
export function packagesIn(patch: string): Map<string, string> {
  const added = patch.matchAll(/^\+ +"(@?[\w-]+(?:\/[\w-]+)?)": "(\d+\.\d+\.\d+)",?$/gm);
  return new Map([...added].map(([, name = '', version = '']) => [name, version]));
}
