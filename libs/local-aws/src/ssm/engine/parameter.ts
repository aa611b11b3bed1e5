import type { ParameterType } from './parameter-definition.ts';

/** One version of a parameter; they count from 1. */
export interface ParameterVersion {
  readonly version: number;
  readonly type: ParameterType;
  readonly value: string;
  readonly description?: string;
  readonly allowedPattern?: string;
  readonly keyId?: string;
  readonly tier: string;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
  /** The ARN of its writer. */
  readonly modifiedBy: string;
}

/**
 * The newest versions are kept:
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html
 */
const maxVersions = 100;

export class Parameter {
  readonly name: string;
  #versions: readonly ParameterVersion[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** Oldest first. */
  get versions(): readonly ParameterVersion[] {
    return this.#versions;
  }

  get latest(): ParameterVersion | undefined {
    return this.#versions.at(-1);
  }

  /** @returns the number of the version */
  add(content: Omit<ParameterVersion, 'version'>): number {
    const version = (this.latest?.version ?? 0) + 1;
    this.#versions = [...this.#versions, { ...content, version }].slice(-maxVersions);
    return version;
  }
}
