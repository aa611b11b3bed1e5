import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperationError } from '../operation/errors.ts';
import { isolationOf } from './isolation-check.ts';
import { type PlannedName, plannedNames } from './planned-names.ts';

/** What a deployment needs from the account, according to the synthesized template. */
export interface PlannedStack {
  /** The SSM parameter with the version of the bootstrap, and the minimum version. */
  readonly bootstrap: { readonly parameter: string; readonly version: number };
  /** How many concurrent invocations the functions reserve together. */
  readonly reservedConcurrency: number;
  /** Whether the stack sets the role that API Gateway uses to write logs in this region. */
  readonly setsLogRole: boolean;
  /** Whose jobs a caller sees. */
  readonly isolation: string;
  /** The names that the template gives to resources. */
  readonly names: readonly PlannedName[];
}

interface Manifest {
  readonly artifacts: Readonly<
    Record<
      string,
      {
        readonly properties: {
          readonly templateFile: string;
          readonly requiresBootstrapStackVersion: number;
          readonly bootstrapStackVersionSsmParameter: string;
        };
      }
    >
  >;
}

/** The outputs whose values are known before the deployment. */
function plainOutputs({ Outputs = {} }: Template): Record<string, string> {
  const known = Object.entries(Outputs).filter((output): output is [string, { readonly Value: string }] => {
    const [, { Value }] = output;
    return typeof Value === 'string';
  });
  return Object.fromEntries(known.map(([name, { Value }]) => [name, Value]));
}

interface Properties extends Readonly<Record<string, unknown>> {
  readonly ReservedConcurrentExecutions?: number;
}

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: Properties }>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

/** @throws OperationError when there is no assembly, or when it does not have the stack */
export function readPlannedStack(assembly: string, stackName: string, region: string): PlannedStack {
  const manifest = join(assembly, 'manifest.json');
  if (!existsSync(manifest)) {
    throw new OperationError(`No cloud assembly in ${assembly}. Create it: npx nx synth infra`);
  }
  const { artifacts } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
  const properties = artifacts[stackName]?.properties;
  if (!properties) throw new OperationError(`${assembly} has no stack ${stackName}. Create it: npx nx synth infra`);
  const template = JSON.parse(readFileSync(join(assembly, properties.templateFile), 'utf8')) as Template;
  const resources = Object.values(template.Resources);
  return {
    bootstrap: {
      parameter: properties.bootstrapStackVersionSsmParameter,
      version: properties.requiresBootstrapStackVersion,
    },
    reservedConcurrency: resources
      .map(({ Properties }) => Properties?.ReservedConcurrentExecutions ?? 0)
      .reduce((sum, reserved) => sum + reserved, 0),
    setsLogRole: resources.some(({ Type }) => Type === 'AWS::ApiGateway::Account'),
    isolation: isolationOf(plainOutputs(template)),
    names: plannedNames(resources, region),
  };
}
