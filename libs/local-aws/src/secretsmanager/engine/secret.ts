import type { SecretDefinition } from './secret-definition.ts';
import type { SecretVersion } from './secret-version.ts';

/** About as many as AWS keeps: https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html */
const maxVersions = 100;

export const current = 'AWSCURRENT';
export const previous = 'AWSPREVIOUS';

/** A secret with its versions. Times are epoch milliseconds. */
export class Secret {
  readonly name: string;
  readonly arn: string;
  description: string | undefined;
  kmsKeyId: string | undefined;
  readonly tags: Map<string, string>;
  readonly createdAt: number;
  changedAt: number;
  accessedAt: number | undefined;
  /** When the secret is permanently deleted; undefined if it isn't marked for deletion. */
  deletedAt: number | undefined;
  /** By id, oldest first. */
  readonly versions = new Map<string, SecretVersion>();

  constructor(definition: Omit<SecretDefinition, 'value'>, now: number) {
    this.name = definition.name;
    this.arn = definition.arn;
    this.description = definition.description;
    this.kmsKeyId = definition.kmsKeyId;
    this.tags = new Map(Object.entries(definition.tags));
    this.createdAt = now;
    this.changedAt = now;
  }

  withStage(stage: string): SecretVersion | undefined {
    return [...this.versions.values()].find(({ stages }) => stages.has(stage));
  }

  /** Adds a version, which takes over its labels from other versions. The current version becomes the previous one. */
  add(version: Omit<SecretVersion, 'stages' | 'createdAt'>, stages: readonly string[], now: number): SecretVersion {
    const added = { ...version, createdAt: now, stages: new Set<string>() };
    const wasCurrent = this.withStage(current);
    this.versions.set(version.id, added);
    for (const stage of stages) this.moveStage(stage, added, now);
    if (wasCurrent && !wasCurrent.stages.has(current)) this.moveStage(previous, wasCurrent, now);
    this.#dropDeprecated();
    return added;
  }

  /** Drops the oldest versions without labels if there are too many. */
  #dropDeprecated(): void {
    for (const { id, stages } of this.versions.values()) {
      if (this.versions.size <= maxVersions) return;
      if (stages.size === 0) this.versions.delete(id);
    }
  }

  /** Moves a label to a version, or away from the one that has it. */
  moveStage(stage: string, to: SecretVersion | undefined, now: number): void {
    this.withStage(stage)?.stages.delete(stage);
    to?.stages.add(stage);
    this.changedAt = now;
  }
}
