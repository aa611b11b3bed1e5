import { readFileSync, writeFileSync } from 'node:fs';

/** The old and new name of a contract field. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}

/** Renames a field throughout the contract: in schemas, lists of required fields and examples. */
export function renameField(openapi: string, { from, to }: Rename): void {
  const text = readFileSync(openapi, 'utf8');
  const asKey = `\\b${from}(?=:)`;
  const inList = `(?<=\\[[\\w, ]*)\\b${from}\\b(?=[\\w, ]*\\])`;
  const renamed = text.replace(new RegExp(`${asKey}|${inList}`, 'g'), to);
  if (renamed === text) throw new Error(`${openapi} has no field ${from}.`);
  writeFileSync(openapi, renamed);
}
