import { randomUUID } from 'node:crypto';
import type { Clock } from '../../kernel/index.ts';
import { current, Secret } from './secret.ts';
import { namesInArn, secretArn, type SecretOwner } from './secret-arn.ts';
import type { SecretDefinition } from './secret-definition.ts';

/** The secrets of a stack, and those that calls have created. */
export class SecretStore {
  readonly #clock: Clock;
  readonly #owner: SecretOwner;
  readonly #secrets = new Map<string, Secret>();
  #defined: ReadonlyMap<string, SecretDefinition> = new Map();

  constructor(clock: Clock, owner: SecretOwner) {
    this.#clock = clock;
    this.#owner = owner;
  }

  /**
   * Applies the current definitions and local values. Secrets whose definition is unchanged keep what calls have
   * changed.
   */
  define(definitions: readonly SecretDefinition[]): void {
    const next = new Map(definitions.map((definition) => [definition.name, definition]));
    for (const name of this.#defined.keys()) if (!next.has(name)) this.#secrets.delete(name);
    for (const definition of definitions) this.#follow(definition, this.#defined.get(definition.name));
    this.#defined = next;
  }

  /** All secrets by name, including those marked for deletion. */
  get all(): readonly Secret[] {
    for (const [name, { deletedAt }] of this.#secrets) {
      if (deletedAt !== undefined && deletedAt <= this.#clock.now()) this.#secrets.delete(name);
    }
    return [...this.#secrets.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** @param id a name, an ARN, an ARN without the six characters at its end, or the ARN of a deployed secret with the same name */
  find(id: string): Secret | undefined {
    const names = id.startsWith('arn:') ? namesInArn(id) : [id];
    const { all } = this;
    return names.map((name) => all.find((secret) => secret.name === name)).find((secret) => secret !== undefined);
  }

  create(definition: Omit<SecretDefinition, 'arn' | 'value'>): Secret {
    const secret = new Secret({ ...definition, arn: this.arnOf(definition.name) }, this.#clock.now());
    this.#secrets.set(secret.name, secret);
    return secret;
  }

  remove({ name }: Secret): void {
    this.#secrets.delete(name);
  }

  /** The ARN that a secret with this name has, or would have. */
  arnOf(name: string): string {
    return secretArn(name, this.#owner);
  }

  #follow(definition: SecretDefinition, before: SecretDefinition | undefined): void {
    const { name, description, kmsKeyId, tags, value } = definition;
    const now = this.#clock.now();
    const existing = this.#secrets.get(name);
    const secret = existing ?? new Secret(definition, now);
    if (!existing && before) return;
    this.#secrets.set(name, secret);
    secret.description = description;
    secret.kmsKeyId = kmsKeyId;
    for (const [key, tag] of Object.entries(tags)) secret.tags.set(key, tag);
    if (value !== undefined && value !== before?.value) {
      secret.add({ id: randomUUID(), value: { SecretString: value } }, [current], now);
    }
  }
}
