import { functionNotFound } from './errors.ts';
import { latestVersion } from './function-definition.ts';
import type { FunctionQueue } from './function-queue.ts';

interface FoundFunction {
  readonly queue: FunctionQueue;
  /** Qualified if the caller used a qualifier (docs/facts/f.md#f7). */
  readonly invokedFunctionArn: string;
}

/**
 * Finds functions by the identifier in an invocation: a name, an ARN, or `account:function:name`, each with or without
 * a qualifier.
 */
export class FunctionDirectory {
  readonly queues: readonly FunctionQueue[];
  readonly #byName: ReadonlyMap<string, FunctionQueue>;
  readonly #arnPrefix: string;

  constructor(queues: readonly FunctionQueue[], { region, accountId }: { region: string; accountId: string }) {
    this.queues = queues;
    this.#byName = new Map(queues.map((queue) => [queue.definition.name, queue]));
    this.#arnPrefix = `arn:aws:lambda:${region}:${accountId}:function:`;
  }

  /** @throws InvokeError if the function, or its version or alias, does not exist (docs/facts/b.md#b2) */
  find(functionNameOrArn: string): FoundFunction {
    const { name, functionName, qualifier, queue } = this.#look(functionNameOrArn);
    if (!queue) {
      const arn = name.startsWith('arn:') ? name : `${this.#arnPrefix}${functionName}`;
      throw functionNotFound(`${arn}:${qualifier ?? latestVersion}`);
    }
    const { arn } = queue.definition;
    return { queue, invokedFunctionArn: qualifier === undefined ? arn : `${arn}:${qualifier}` };
  }

  has(functionNameOrArn: string): boolean {
    return this.#look(functionNameOrArn).queue !== undefined;
  }

  #look(functionNameOrArn: string) {
    const name = this.#withoutPrefix(functionNameOrArn);
    const [, functionName = name, qualifier] = /^([^:]*)(?::([^:]*))?$/.exec(name) ?? [];
    const named = this.#byName.get(functionName);
    const queue = named && Object.hasOwn(named.definition.qualifiers, qualifier ?? latestVersion) ? named : undefined;
    return { name, functionName, qualifier, queue };
  }

  #withoutPrefix(text: string): string {
    const partial = this.#arnPrefix.split(':').slice(4).join(':');
    const prefix = [this.#arnPrefix, partial].find((each) => text.startsWith(each)) ?? '';
    return text.slice(prefix.length);
  }
}
