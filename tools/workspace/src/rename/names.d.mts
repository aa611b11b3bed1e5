/** The types of names.mjs that tests need. */
export interface Names {
  readonly scope: string;
  readonly name: string;
}

export function parseNames(asked: Names): Names;
export function titleOf(name: string): string;
