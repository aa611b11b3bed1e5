import type { Store } from './dynalite.ts';
import { validationError } from './errors.ts';
import { existingTable } from './tables.ts';

type Input = Readonly<Record<string, unknown>>;

/** The attribute of each table that holds an item's expiry (docs/facts/d.md#d14). */
export class TimeToLiveSettings {
  readonly #store: Store;
  readonly #attributes = new Map<string, string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The tables whose items expire, with the attribute. */
  get enabled(): ReadonlyMap<string, string> {
    return this.#attributes;
  }

  enable(table: string, attribute: string): void {
    this.#attributes.set(table, attribute);
  }

  forget(table: string): void {
    this.#attributes.delete(table);
  }

  /** DescribeTimeToLive. */
  async describe(input: Input): Promise<object> {
    const attribute = this.#attributes.get(await existingTable(this.#store, input));
    if (attribute === undefined) return { TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } };
    return { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: attribute } };
  }

  /** UpdateTimeToLive; a change takes effect immediately, on AWS within an hour. */
  async update(input: Input): Promise<object> {
    const table = await existingTable(this.#store, input);
    const { AttributeName: attribute, Enabled: enabled } = specification(input.TimeToLiveSpecification);
    const current = this.#attributes.get(table);
    if (enabled && current !== undefined) throw validationError('TimeToLive is already enabled');
    if (!enabled && current === undefined) throw validationError('TimeToLive is already disabled');
    if (!enabled && current !== attribute) {
      throw validationError(
        `TimeToLive is active on a different AttributeName: current AttributeName is ${String(current)}`,
      );
    }
    if (enabled) this.enable(table, attribute);
    else this.forget(table);
    return { TimeToLiveSpecification: { AttributeName: attribute, Enabled: enabled } };
  }
}

function specification(value: unknown): { readonly AttributeName: string; readonly Enabled: boolean } {
  const { AttributeName: attribute, Enabled: enabled } = (value ?? {}) as Record<string, unknown>;
  if (typeof attribute === 'string' && attribute !== '' && typeof enabled === 'boolean') {
    return { AttributeName: attribute, Enabled: enabled };
  }
  throw validationError('TimeToLiveSpecification must have an AttributeName and Enabled.');
}
