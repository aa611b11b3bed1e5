import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { StorageError } from '../../kernel/index.ts';
import { checkDefinition } from './check-definition.ts';
import { Destinations } from './destinations.ts';
import { EnvironmentPool, type EnvironmentPoolOptions } from './environment-pool.ts';
import { environmentVariables } from './environment-variables.ts';
import { serviceFailure } from './errors.ts';
import { type FunctionDefinition, qualifierNamedBy, qualifierOf } from './function-definition.ts';
import { FunctionDirectory } from './function-directory.ts';
import { FunctionQueue } from './function-queue.ts';
import { Layers } from './layers.ts';
import { environmentsOfMachine, memoryOfMachine } from './machine-limits.ts';
import { acceptPayload } from './payload.ts';
import type { PendingEvent } from './pending-event.ts';
import type { LambdaPorts } from './ports.ts';
import type { QueueWatcher } from './queued-event.ts';
import { RecentEvents } from './recent-events.ts';

/** Lambda of the local run. */
export interface Lambda {
  /**
   * Accepts an event (docs/facts/b.md#b1).
   * @param functionNameOrArn a name or an ARN, with or without a version or an alias
   * @throws InvokeError, with status 500 when the event can't be stored
   */
  invokeEvent(functionNameOrArn: string, payload: string): { readonly requestId: string };
  /**
   * Runs a function and waits for its result.
   * @throws InvokeError
   */
  invoke(functionNameOrArn: string, payload: string): Promise<InvocationResult>;
  /** Whether there is such a function, with such a version or alias. */
  has(functionNameOrArn: string): boolean;
  /**
   * Delivers a queued or recent event a second time, as Lambda sometimes does (docs/facts/b.md#b17): same request id,
   * same payload.
   */
  deliverAgain(requestId: string): void;
  /**
   * Resumes a stored event; an attempt that was running counts as a crash.
   * @throws InvokeError if its function, or its version or alias, no longer exists
   */
  resume(event: PendingEvent): void;
  /** Replaces a function's code or configuration: queued events run with the new one (docs/facts/b.md#b16). */
  update(definition: FunctionDefinition): void;
  /** Resolves when no invocation is running or ready to run (waiting retries do not count). */
  idle(): Promise<void>;
  /** Events that have been accepted but not finished. */
  pending(): readonly PendingEvent[];
  /** Stops immediately, terminating running invocations. */
  stop(): Promise<void>;
}

export interface InvocationResult {
  readonly requestId: string;
  readonly functionError?: string;
  /** JSON. */
  readonly payload: string;
  readonly executedVersion: string;
}

const defaults: EnvironmentPoolOptions = {
  maxStarts: Math.max(2, availableParallelism()),
  maxEnvironments: environmentsOfMachine(availableParallelism(), memoryOfMachine()),
  idleTimeoutMs: 10 * 60_000,
  lifetimeMs: 2 * 3_600_000,
};

/**
 * Runs functions in processes, from a queue that behaves like Lambda's (docs/facts/b.md).
 * @param options limits of the processes
 * @throws FunctionConfigurationError for a function that can't run here
 */
export function createLambda(
  functions: readonly FunctionDefinition[],
  ports: LambdaPorts,
  options: Partial<EnvironmentPoolOptions> = {},
): Lambda {
  return new LocalLambda(functions, ports, { ...defaults, ...options });
}

class LocalLambda implements Lambda {
  readonly #ports: LambdaPorts;
  readonly #pool: EnvironmentPool;
  readonly #destinations: Destinations;
  readonly #directory: FunctionDirectory;
  readonly #layers = new Layers();
  readonly #recent = new RecentEvents();
  readonly #idleWaiters: (() => void)[] = [];

  constructor(functions: readonly FunctionDefinition[], ports: LambdaPorts, options: EnvironmentPoolOptions) {
    for (const definition of functions) checkDefinition(definition);
    this.#ports = ports;
    this.#pool = new EnvironmentPool(options, {
      clock: ports.clock,
      variables: (definition, version) =>
        environmentVariables(definition, version, ports, this.#layers.folderFor(definition)),
      log: ({ name: functionName }, line, requestId) => {
        ports.report({ type: 'function-log', functionName, ...(requestId !== undefined && { requestId }), line });
      },
      freed: () => {
        // Functions with the fewest running invocations come first, so that none has to wait for another function's
        // whole queue.
        for (const queue of this.#directory.queues.toSorted((a, b) => a.running - b.running)) queue.pump();
      },
    });
    this.#destinations = new Destinations(ports, (functionArn, payload) => this.invokeEvent(functionArn, payload));
    const watcher: QueueWatcher = {
      finished: (event) => {
        this.#recent.add(duplicateOf(event));
      },
      settled: () => {
        this.#notifyIdle();
      },
    };
    const queues = functions.map((each) => new FunctionQueue(each, ports, this.#pool, this.#destinations, watcher));
    this.#directory = new FunctionDirectory(queues, ports);
  }

  invokeEvent(functionNameOrArn: string, payload: string): { readonly requestId: string } {
    const { queue, invokedFunctionArn } = this.#directory.find(functionNameOrArn);
    const event: PendingEvent = {
      deliveryId: randomUUID(),
      requestId: randomUUID(),
      functionName: queue.definition.name,
      payload: acceptPayload(payload, 'Event'),
      invokedFunctionArn,
      acceptedAt: this.#ports.clock.now(),
      attempts: 0,
      state: 'queued',
    };
    const { functionName, requestId } = event;
    this.#keep(event);
    this.#ports.report({ type: 'invocation-queued', functionName, requestId, payload: event.payload });
    queue.add(event);
    if (this.#ports.faults?.duplicate?.(functionName, { requestId })) this.#addDuplicate(event);
    return { requestId };
  }

  async invoke(functionNameOrArn: string, payload: string): Promise<InvocationResult> {
    const { queue, invokedFunctionArn } = this.#directory.find(functionNameOrArn);
    const requestId = randomUUID();
    const accepted = acceptPayload(payload, 'RequestResponse');
    const outcome = await queue.invoke({ requestId, payload: accepted, invokedFunctionArn, attempt: 1 });
    const { version } = qualifierNamedBy(queue.definition, invokedFunctionArn);
    return { requestId, ...outcome, executedVersion: version };
  }

  has(functionNameOrArn: string): boolean {
    return this.#directory.has(functionNameOrArn);
  }

  deliverAgain(requestId: string): void {
    const event = this.pending().find((each) => each.requestId === requestId) ?? this.#recent.get(requestId);
    if (!event) throw new Error(`Unknown event ${requestId}: it is neither queued nor recently finished.`);
    this.#addDuplicate(event);
  }

  resume(event: PendingEvent): void {
    const { functionName, invokedFunctionArn } = event;
    this.#directory.find(`${functionName}:${qualifierOf(invokedFunctionArn)}`).queue.add(event);
  }

  update(definition: FunctionDefinition): void {
    checkDefinition(definition);
    this.#directory.find(definition.name).queue.update(definition);
  }

  async idle(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#idleWaiters.push(resolve);
      this.#notifyIdle();
    });
  }

  pending(): readonly PendingEvent[] {
    return this.#directory.queues.flatMap((queue) => queue.pending());
  }

  async stop(): Promise<void> {
    this.#destinations.stop();
    for (const queue of this.#directory.queues) queue.stop();
    await this.#pool.stop();
    this.#layers.remove();
  }

  /** @throws InvokeError when the event can't be stored */
  #keep(event: PendingEvent): void {
    try {
      this.#ports.journal?.accepted(event);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      throw serviceFailure(error);
    }
  }

  #addDuplicate(event: PendingEvent): void {
    const duplicate = duplicateOf(event);
    this.#ports.journal?.changed(duplicate);
    this.#directory.find(event.functionName).queue.add(duplicate);
  }

  #notifyIdle(): void {
    if (this.#idleWaiters.length === 0 || !this.#directory.queues.every((queue) => queue.isIdle)) return;
    for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }
}

/** A second delivery of the same event, with its own progress. */
function duplicateOf(event: PendingEvent): PendingEvent {
  const { requestId, functionName, payload, invokedFunctionArn, acceptedAt } = event;
  const deliveryId = randomUUID();
  return { deliveryId, requestId, functionName, payload, invokedFunctionArn, acceptedAt, attempts: 0, state: 'queued' };
}
