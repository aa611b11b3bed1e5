/** The parts of a CloudFormation template that the local run reads. */
export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Description?: string }>>;
  readonly Parameters?: Readonly<Record<string, TemplateParameter>>;
}

export interface TemplateParameter {
  readonly Type?: string;
  readonly Default?: unknown;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** The supported sections of a template, and why those without effect here are accepted. */
const sections: Record<string, string> = {
  AWSTemplateFormatVersion: 'a fixed date',
  Description: 'for people',
  Resources: 'read',
  Outputs: 'read',
  Parameters: 'read: values of Parameter Store, such as the version of the CDK bootstrap, which the deployment needs',
  Rules: 'checks of parameters; there is only the version of the CDK bootstrap',
};

/**
 * The name of the Parameter Store parameter that supplies a template parameter; undefined for any other kind of
 * parameter:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
 */
export function parameterStoreName({ Type, Default }: TemplateParameter): string | undefined {
  return Type === 'AWS::SSM::Parameter::Value<String>' && typeof Default === 'string' ? Default : undefined;
}

/** The supported attributes of a resource. Those other than `Type` and `Properties` only concern deployments. */
const resourceAttributes = [
  'Type',
  'Properties',
  'DependsOn',
  'Metadata',
  'DeletionPolicy',
  'UpdatePolicy',
  'UpdateReplacePolicy',
];

/** All parts of a template that the local run does not support, as `[logical id or section, path]`. */
export function unknownParts(template: Template): [string, string][] {
  const unknownSections = Object.keys(template)
    .filter((section) => !(section in sections))
    .map((section): [string, string] => ['top level', section]);
  const parameters = Object.entries(template.Parameters ?? {})
    .filter(([, parameter]) => parameterStoreName(parameter) === undefined)
    .map(([name]): [string, string] => ['Parameters', name]);
  const attributes = Object.entries(template.Resources).flatMap(([logicalId, resource]) =>
    Object.keys(resource)
      .filter((attribute) => !resourceAttributes.includes(attribute))
      .map((attribute): [string, string] => [logicalId, attribute]),
  );
  return [...unknownSections, ...parameters, ...attributes];
}
