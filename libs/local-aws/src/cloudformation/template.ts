/** A CloudFormation template, as far as the local run reads it. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Description?: string }>>;
  readonly Parameters?: Readonly<Record<string, unknown>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** The sections of a template, and why those that change nothing here may be there. */
const sections: Record<string, string> = {
  AWSTemplateFormatVersion: 'a fixed date',
  Description: 'for people',
  Resources: 'read',
  Outputs: 'read',
  Parameters: 'read: none but the version of the CDK bootstrap, which the deployment needs',
  Rules: 'checks of parameters, of which there is only the version of the CDK bootstrap',
};

/** What may stand beside a resource's `Type` and `Properties`. All of it is about deployments. */
const resourceAttributes = [
  'Type',
  'Properties',
  'DependsOn',
  'Metadata',
  'DeletionPolicy',
  'UpdatePolicy',
  'UpdateReplacePolicy',
];

/** The names of all parts of a template that the local run does not know, as `[logical id or section, path]`. */
export function unknownParts(template: Template): [string, string][] {
  const unknownSections = Object.keys(template)
    .filter((section) => !(section in sections))
    .map((section): [string, string] => ['top level', section]);
  const parameters = Object.keys(template.Parameters ?? {})
    .filter((name) => name !== 'BootstrapVersion')
    .map((name): [string, string] => ['Parameters', name]);
  const attributes = Object.entries(template.Resources).flatMap(([logicalId, resource]) =>
    Object.keys(resource)
      .filter((attribute) => !resourceAttributes.includes(attribute))
      .map((attribute): [string, string] => [logicalId, attribute]),
  );
  return [...unknownSections, ...parameters, ...attributes];
}
