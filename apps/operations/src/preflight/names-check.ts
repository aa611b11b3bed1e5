import type { StackResourceSummary } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand, ListDashboardsCommand } from '@aws-sdk/client-cloudwatch';
import { EventBridgeClient, ListEventBusesCommand } from '@aws-sdk/client-eventbridge';
import { error, type Finding, ok } from './finding.ts';
import { namedTypes, type PlannedName } from './planned-names.ts';

/** Which of these names are taken, in the region or, for dashboards, in the account. */
type FindNames = (names: readonly string[], abortSignal: AbortSignal) => Promise<(string | undefined)[]>;

/** Whether something outside the stack already has a name from the template, which would make CloudFormation fail. */
export async function checkNames(
  config: { readonly region: string; readonly endpoint?: string },
  planned: readonly PlannedName[],
  deployed: readonly StackResourceSummary[],
  abortSignal: AbortSignal,
): Promise<Finding> {
  const own = new Set(deployed.map(({ ResourceType: type, PhysicalResourceId: name }) => keyOf({ type, name })));
  const wanted = planned.filter((each) => !own.has(keyOf(each)));
  const find = finders(config);
  const taken: PlannedName[] = [];
  for (const type of new Set(wanted.map((each) => each.type))) {
    const names = wanted.filter((each) => each.type === type).map(({ name }) => name);
    const found = new Set(await find[type](names, abortSignal));
    taken.push(...names.filter((name) => found.has(name)).map((name) => ({ type, name })));
  }
  return judgeNames(taken);
}

const keyOf = ({ type, name }: { readonly type: string | undefined; readonly name: string | undefined }) =>
  `${type ?? ''} ${name ?? ''}`;

function finders(config: {
  readonly region: string;
  readonly endpoint?: string;
}): Record<PlannedName['type'], FindNames> {
  const cloudWatch = new CloudWatchClient(config);
  const eventBridge = new EventBridgeClient(config);
  return {
    'AWS::CloudWatch::Dashboard': eachByPrefix(async (DashboardNamePrefix, abortSignal) => {
      const command = new ListDashboardsCommand({ DashboardNamePrefix });
      const { DashboardEntries } = await cloudWatch.send(command, { abortSignal });
      return DashboardEntries?.map(({ DashboardName }) => DashboardName) ?? [];
    }),
    'AWS::CloudWatch::Alarm': async (names, abortSignal) => {
      const command = new DescribeAlarmsCommand({ AlarmNames: [...names], MaxRecords: 100 });
      const { MetricAlarms } = await cloudWatch.send(command, { abortSignal });
      return MetricAlarms?.map(({ AlarmName }) => AlarmName) ?? [];
    },
    'AWS::Events::EventBus': eachByPrefix(async (NamePrefix, abortSignal) => {
      const { EventBuses } = await eventBridge.send(new ListEventBusesCommand({ NamePrefix }), { abortSignal });
      return EventBuses?.map(({ Name }) => Name) ?? [];
    }),
  };
}

/** An exact match comes first on a page. */
const eachByPrefix =
  (find: (name: string, abortSignal: AbortSignal) => Promise<(string | undefined)[]>): FindNames =>
  async (names, abortSignal) =>
    (await Promise.all(names.map((name) => find(name, abortSignal)))).flat();

/** @param taken the names that something else has */
export function judgeNames(taken: readonly PlannedName[]): Finding {
  if (taken.length === 0) return ok("Names: those of the stack's dashboard, alarms and event bus are free.");
  const things = taken.map(({ type, name }) => `${namedTypes[type].what} ${name}`).join(', ');
  return error(
    `Names: something outside the stack already has the name of the ${things}. ` +
      'Choose another name for the project in apps/infra/src/stages/project-name.ts, or delete whatever has that name if nothing needs it. ' +
      'A retained event bus has the archive of failed jobs.',
  );
}
