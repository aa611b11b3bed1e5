import type { EventBusDefinition } from './definitions.ts';
import { EventBridgeError } from './errors.ts';

/** The buses by name and ARN; `default` always exists. */
export class Buses {
  readonly all: readonly EventBusDefinition[];

  constructor(buses: readonly EventBusDefinition[], origin: { readonly region: string; readonly accountId: string }) {
    const arn = `arn:aws:events:${origin.region}:${origin.accountId}:event-bus/default`;
    const hasDefault = buses.some(({ name }) => name === 'default');
    this.all = hasDefault ? buses : [{ name: 'default', arn }, ...buses];
  }

  /** @param nameOrArn @default the default bus */
  find(nameOrArn = 'default'): EventBusDefinition | undefined {
    return this.all.find(({ name, arn }) => nameOrArn === name || nameOrArn === arn);
  }

  /** @throws EventBridgeError for an unknown bus (docs/facts/c.md#c7) */
  get(nameOrArn?: string): EventBusDefinition {
    const bus = this.find(nameOrArn);
    if (bus) return bus;
    const name = nameOrArn?.replace(/^arn:.*:event-bus\//, '') ?? 'default';
    throw new EventBridgeError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
  }
}
