/** A method of the API as a policy names it, below the stage: `GET/jobs/*`. */
export function invokePath({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method}${path.replaceAll(/\{[^}]+\}/g, '*')}`;
}
