/** The types of names.mjs, as far as tests need them. */
export interface Names {
  readonly scope: string;
  readonly name: string;
}

export function parseNames(asked: Names): Names;
export function titleOf(name: string): string;
