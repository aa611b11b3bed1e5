import { StorageError, Timers } from '../../kernel/index.ts';
import { destinationOf } from './destination-arn.ts';
import type { InvocationRecord } from './failure-record.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { LambdaPorts } from './ports.ts';

type Invoke = (functionArn: string, payload: string) => unknown;
type DestinationPorts = Pick<LambdaPorts, 'clock' | 'authorize' | 'putEvent' | 'report'>;

const retryMs = 1_000;

/** Delivers the records of finished events. */
export class Destinations {
  readonly #ports: DestinationPorts;
  readonly #invokeEvent: Invoke;
  readonly #timers: Timers;

  constructor(ports: DestinationPorts, invokeEvent: Invoke) {
    this.#ports = ports;
    this.#invokeEvent = invokeEvent;
    this.#timers = new Timers(ports.clock);
  }

  /**
   * Delivers a record to the destination in its function's configuration; an undeliverable one is dropped
   * (docs/facts/b.md#b35). While the destination can't store it, for example because the disk is full, the delivery is
   * retried.
   */
  async deliver(definition: FunctionDefinition, record: InvocationRecord, destinationArn: string): Promise<void> {
    const { requestId, condition } = record.requestContext;
    const step = { functionName: definition.name, requestId, destinationArn };
    try {
      await this.#sendUntilStored(definition, record, destinationArn);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#ports.report({ type: 'destination-failed', ...step, reason });
      return;
    }
    this.#ports.report({ type: 'destination-reached', ...step, condition });
  }

  /** Stops retrying deliveries that could not be stored. */
  stop(): void {
    this.#timers.cancelAll();
  }

  async #sendUntilStored(definition: FunctionDefinition, record: InvocationRecord, arn: string): Promise<void> {
    for (;;) {
      try {
        await this.#send(definition, record, arn);
        return;
      } catch (error) {
        if (!isStorageFailure(error)) throw error;
      }
      await new Promise<void>((resolve) => {
        this.#timers.set(retryMs, resolve);
      });
    }
  }

  async #send(definition: FunctionDefinition, record: InvocationRecord, destinationArn: string): Promise<void> {
    const destination = destinationOf(destinationArn);
    if (!destination) throw new Error(`${destinationArn} is neither a function nor an event bus.`);
    const { allowed, reason } = this.#ports.authorize(definition.roleArn, destination.action, destinationArn);
    if (!allowed) {
      throw new Error(
        reason ??
          `${definition.roleArn} is not authorized to perform: ${destination.action} on resource: ${destinationArn}.`,
      );
    }
    if (destination.type === 'function') {
      this.#invokeEvent(destinationArn, JSON.stringify(record));
      return;
    }
    await this.#ports.putEvent({
      busArn: destinationArn,
      source: 'lambda',
      detailType: `Lambda Function Invocation Result - ${record.requestContext.condition === 'Success' ? 'Success' : 'Failure'}`,
      resources: [destinationArn, record.requestContext.functionArn],
      detail: record,
    });
  }
}

const isStorageFailure = (error: unknown): boolean =>
  error instanceof StorageError || (error instanceof Error && error.cause instanceof StorageError);
