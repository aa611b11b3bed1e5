import type { Clock } from '../../kernel/index.ts';
import { Parameter } from './parameter.ts';
import type { ParameterDefinition } from './parameter-definition.ts';

export interface ParameterOwner {
  readonly region: string;
  readonly accountId: string;
}

/** The parameters of a stack, and those that calls have put. */
export class ParameterStore {
  readonly #clock: Clock;
  readonly #owner: ParameterOwner;
  readonly #parameters = new Map<string, Parameter>();
  #defined: ReadonlyMap<string, ParameterDefinition> = new Map();

  constructor(clock: Clock, owner: ParameterOwner) {
    this.#clock = clock;
    this.#owner = owner;
  }

  /**
   * Applies the current definitions and local values. Parameters whose definition is unchanged keep what calls have
   * changed.
   */
  define(definitions: readonly ParameterDefinition[]): void {
    const next = new Map(definitions.map((definition) => [definition.name, definition]));
    for (const name of this.#defined.keys()) if (!next.has(name)) this.#parameters.delete(name);
    for (const definition of definitions) this.#follow(definition, this.#defined.get(definition.name));
    this.#defined = next;
  }

  /** By name. */
  get all(): readonly Parameter[] {
    return [...this.#parameters.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** @param nameOrArn without a version */
  find(nameOrArn: string): Parameter | undefined {
    if (!nameOrArn.startsWith('arn:')) return this.#parameters.get(nameOrArn);
    return this.all.find(({ name }) => this.arnOf(name) === nameOrArn);
  }

  /** The parameter with this name, created if there is none. */
  open(name: string): Parameter {
    const parameter = this.#parameters.get(name) ?? new Parameter(name);
    this.#parameters.set(name, parameter);
    return parameter;
  }

  /** @returns whether the parameter existed */
  remove(name: string): boolean {
    return this.#parameters.delete(name);
  }

  /** The ARN that a parameter with this name has, or would have. A leading slash is not doubled. */
  arnOf(name: string): string {
    const { region, accountId } = this.#owner;
    return `arn:aws:ssm:${region}:${accountId}:parameter/${name.replace(/^\//, '')}`;
  }

  #follow(definition: ParameterDefinition, before: ParameterDefinition | undefined): void {
    const { name, ...content } = definition;
    const isSame = before?.value === content.value && before.type === content.type;
    if (isSame || (before && !this.#parameters.has(name))) return;
    const root = `arn:aws:iam::${this.#owner.accountId}:root`;
    this.open(name).add({ ...content, modifiedAt: this.#clock.now(), modifiedBy: root });
  }
}
