/** The types of resources that the template names, and the property with the name. */
export const namedTypes = {
  'AWS::CloudWatch::Alarm': { property: 'AlarmName', what: 'alarm' },
  'AWS::CloudWatch::Dashboard': { property: 'DashboardName', what: 'dashboard' },
  'AWS::Events::EventBus': { property: 'Name', what: 'event bus' },
} as const;

/** A resource whose name is unique in the region or, like a dashboard's, in the account. */
export interface PlannedName {
  readonly type: keyof typeof namedTypes;
  readonly name: string;
}

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** The names that a template gives to its resources in a region. */
export function plannedNames(resources: readonly Resource[], region: string): PlannedName[] {
  return resources.flatMap(({ Type: type, Properties: properties }) => {
    if (!isNamed(type)) return [];
    const name = textIn(properties?.[namedTypes[type].property], region);
    return name === undefined ? [] : [{ type, name }];
  });
}

const isNamed = (type: string): type is PlannedName['type'] => type in namedTypes;

/** Text, possibly joined with the region; undefined for anything else, which is only known when deployed. */
function textIn(value: unknown, region: string): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if ('Ref' in value) return value.Ref === 'AWS::Region' ? region : undefined;
  if (!('Fn::Join' in value)) return undefined;
  const [separator, parts] = value['Fn::Join'] as [string, unknown[]];
  const texts = parts.map((part) => textIn(part, region));
  return texts.includes(undefined) ? undefined : texts.join(separator);
}
