/** The types of template.mjs. */
export function packTemplate(root: string, paths: readonly string[]): Buffer;
export function unpackTemplate(template: Buffer, root: string): string[];
