import type { Archive } from './archive.ts';
import type { Buses } from './buses.ts';
import type { EventBusDefinition, RuleDefinition } from './definitions.ts';
import { EventBridgeError } from './errors.ts';
import { compileRule, type Rule } from './rule.ts';

/** A rule as ListRules and DescribeRule show it. */
export interface RuleDescription extends RuleDefinition {
  /** The service that manages the rule, which cannot be edited (docs/facts/c.md#c4). */
  readonly managedBy?: string;
}

/** The rules of all buses, including those that feed archives (docs/facts/c.md#c4). */
export class Rules {
  readonly #rules: readonly Rule[];
  readonly #managed: readonly RuleDescription[];
  readonly #buses: Buses;

  /** @throws EventBridgeError for a rule that belongs to an unknown bus or can't be compiled */
  constructor(definitions: readonly RuleDefinition[], archives: readonly Archive[], buses: Buses) {
    this.#buses = buses;
    this.#rules = definitions.map((definition) => {
      buses.get(definition.busName);
      return compileRule(definition);
    });
    this.#managed = archives.map((archive) => managedRule(archive, buses.get(archive.definition.busArn)));
  }

  /** The rules, other than managed ones, that match an event. */
  matching(busName: string, event: object): readonly Rule[] {
    return this.#rules.filter(
      ({ definition, pattern }) => definition.busName === busName && definition.enabled && pattern.matches(event),
    );
  }

  list(bus?: string): readonly RuleDescription[] {
    const { name } = this.#buses.get(bus);
    const own: readonly RuleDescription[] = this.#rules.map(({ definition }) => definition);
    const ofBus = [...own, ...this.#managed].filter(({ busName }) => busName === name);
    return ofBus.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** @throws EventBridgeError for an unknown rule */
  describe(name: string, bus?: string): RuleDescription {
    const rule = this.list(bus).find((each) => each.name === name);
    if (rule) return rule;
    const message = `Rule ${name} does not exist on EventBus ${this.#buses.get(bus).name}.`;
    throw new EventBridgeError('ResourceNotFoundException', message);
  }
}

function managedRule({ definition, rulePattern }: Archive, bus: EventBusDefinition): RuleDescription {
  const name = `Events-Archive-${definition.name}`;
  const path = bus.name === 'default' ? name : `${bus.name}/${name}`;
  return {
    name,
    arn: bus.arn.replace(/event-bus\/.*$/, `rule/${path}`),
    busName: bus.name,
    pattern: JSON.parse(rulePattern) as object,
    enabled: true,
    targets: [{ id: name, arn: bus.arn.replace(/[^:]*:event-bus\/.*$/, '::') }],
    managedBy: 'prod.vhs.events.aws.internal',
  };
}
