import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** A stack's resources with a monthly price. */
export interface StackFacts {
  readonly keys: number;
  /** An alarm is billed per metric. */
  readonly alarms: number;
  readonly alarmMetrics: number;
  readonly dashboards: number;
  /** Roles that may use a key to read or write the table. */
  readonly tablePrincipals: number;
}

/** Counts resources in a stack's synthesized template. */
export function readStackFacts(assembly: string, stackName: string): StackFacts {
  const file = join(assembly, `${stackName}.template.json`);
  const { Resources } = JSON.parse(readFileSync(file, 'utf8')) as { Resources: Record<string, Resource> };
  const of = (type: string) => Object.values(Resources).filter(({ Type }) => Type === type);
  const alarms = of('AWS::CloudWatch::Alarm');
  return {
    keys: of('AWS::KMS::Key').length,
    alarms: alarms.length,
    alarmMetrics: alarms.reduce((total, alarm) => total + metricsOf(alarm), 0),
    dashboards: of('AWS::CloudWatch::Dashboard').length,
    tablePrincipals: of('AWS::IAM::Policy').filter(({ Properties }) =>
      JSON.stringify(Properties).includes('"kms:Decrypt"'),
    ).length,
  };
}

/** The number of metrics of an alarm, including those in metric math. */
function metricsOf({ Properties = {} }: Resource): number {
  const { Metrics } = Properties as { Metrics?: readonly { readonly MetricStat?: unknown }[] };
  return Metrics ? Metrics.filter(({ MetricStat }) => MetricStat).length : 1;
}
