/** The parts used here of a bill of materials from `npm sbom --sbom-format cyclonedx`. */
export interface Sbom {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly serialNumber: string;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

export interface Component {
  /** `name@version` */
  readonly 'bom-ref': string;
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses?: readonly object[];
}

/** A shipped artifact: a package, or a function's bundle. */
export interface Artifact {
  readonly name: string;
  readonly type: 'application' | 'library';
  /** `name@version` of the packages in it and with it. */
  readonly packages: readonly string[];
}

/**
 * Selects an artifact's part of the workspace's bill of materials.
 * @throws Error when npm does not list one of its packages
 */
export function selectComponents(workspace: Sbom, { name, type, packages }: Artifact, serialNumber: string): Sbom {
  const find = (ref: string) => {
    const component = workspace.components.find((one) => one['bom-ref'] === ref);
    if (component === undefined) throw new Error(`npm sbom does not list ${ref}, which is in ${name}.`);
    return component;
  };
  const own = workspace.components.find((one) => one['bom-ref'].startsWith(`${name}@`));
  if (own === undefined) throw new Error(`npm sbom does not list ${name}.`);
  const among = new Set(packages);
  const dependencies = workspace.dependencies
    .filter(({ ref }) => among.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => among.has(one)) }));
  return {
    ...workspace,
    serialNumber,
    metadata: { ...workspace.metadata, component: { ...own, name, type } },
    components: packages.map(find),
    dependencies: [{ ref: own['bom-ref'], dependsOn: packages }, ...dependencies],
  };
}
