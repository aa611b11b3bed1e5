import { readFileSync, writeFileSync } from 'node:fs';

/** A field of the contract, and what it is called from now on. */
export interface Rename {
  readonly from: string;
  readonly to: string;
}

/** Renames a field wherever the contract has it: in schemas, in lists of what is required, and in examples. */
export function renameField(openapi: string, { from, to }: Rename): void {
  const text = readFileSync(openapi, 'utf8');
  const asKey = `\\b${from}(?=:)`;
  const inList = `(?<=\\[[\\w, ]*)\\b${from}\\b(?=[\\w, ]*\\])`;
  const renamed = text.replace(new RegExp(`${asKey}|${inList}`, 'g'), to);
  if (renamed === text) throw new Error(`${openapi} has no field ${from}.`);
  writeFileSync(openapi, renamed);
}
