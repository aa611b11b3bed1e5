import { PendingWork, StorageError, Timers } from '../../kernel/index.ts';
import { deadLetterBody, type DeadLetterCondition } from './dead-letter.ts';
import type { PipeDefinition } from './pipe-definition.ts';
import type { PipePorts } from './ports.ts';
import type { PipeSource, StreamEvent } from './source.ts';

/** How long the source keeps records (docs/facts/j.md#j4). */
const retentionSeconds = 86_400;
const maxDelayMs = 60_000;
const readActions = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];

/**
 * A running pipe: it reads records in batches, in order, and sends each one that passes its filters to the bus. Its
 * position is stored after each batch, so records sent since then are sent again after a crash (docs/facts/j.md#j5).
 */
export class Pipe {
  readonly definition: PipeDefinition;
  readonly #ports: PipePorts;
  readonly #timers: Timers;
  readonly #work = new PendingWork();
  #source: PipeSource | undefined;
  #stopListening: (() => void) | undefined;
  #position: string | undefined;
  #isReading = false;
  #hasMore = false;
  #isStopped = false;
  #endPause: (() => void) | undefined;

  constructor(definition: PipeDefinition, ports: PipePorts) {
    this.definition = definition;
    this.#ports = ports;
    this.#timers = new Timers(ports.clock);
  }

  /** Continues at the stored position, or begins at the starting position. */
  async start(): Promise<void> {
    const { name, sourceArn, startingPosition } = this.definition;
    const source = this.#ports.findStream(sourceArn);
    const problem = source ? this.#denied() : `the stream ${sourceArn} does not exist`;
    if (!source || problem !== undefined) {
      this.#ports.reportProblem(`The pipe ${name} cannot read its source: ${problem ?? ''}. It delivers nothing.`);
      return;
    }
    this.#source = source;
    this.#position = source.position(name);
    if (this.#position === undefined && startingPosition === 'LATEST') await this.#moveTo(source, source.latest);
    this.#stopListening = source.onRecords(() => {
      this.#readOn();
    });
    this.#readOn();
  }

  /** Resolves when no record is left, including those that are retried. */
  async idle(): Promise<void> {
    await this.#work.idle();
  }

  /** Resolves when the current record has been handled. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopListening?.();
    this.#timers.cancelAll();
    this.#endPause?.();
    await this.#work.idle();
  }

  /** Why the role can't read the stream; undefined when it can (docs/facts/j.md#j11). */
  #denied(): string | undefined {
    const { roleArn, sourceArn } = this.definition;
    const action = readActions.find((each) => !this.#ports.authorize(roleArn, each, sourceArn));
    return action === undefined ? undefined : `${roleArn} is not authorized to perform ${action} on ${sourceArn}`;
  }

  #readOn(): void {
    this.#hasMore = true;
    if (this.#isReading || this.#isStopped) return;
    this.#isReading = true;
    const ended = this.#readAll()
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        this.#ports.reportProblem(`The pipe ${this.definition.name} stopped reading until the next record: ${reason}`);
      })
      .finally(() => {
        this.#isReading = false;
        if (this.#hasMore) this.#readOn();
      });
    void this.#work.track(ended);
  }

  async #readAll(): Promise<void> {
    const { batchSize, accepts } = this.definition;
    while (this.#source && !this.#isStopped) {
      this.#hasMore = false;
      const batch = await this.#source.read(this.#position, batchSize);
      const last = batch.at(-1);
      if (!last) return;
      const accepted = batch.filter(accepts);
      const done = await this.#deliverAll(accepted);
      const reached = done === accepted.length ? last : accepted[done - 1];
      // Records that the filters drop are not worth storing a position for: after a crash, the pipe just reads them
      // again.
      if (done > 0 && reached) await this.#moveTo(this.#source, reached.dynamodb.SequenceNumber);
      else if (reached) this.#position = reached.dynamodb.SequenceNumber;
    }
  }

  /** @returns the number of records handled before the pipe was stopped */
  async #deliverAll(records: readonly StreamEvent[]): Promise<number> {
    for (const [at, record] of records.entries()) if (!(await this.#deliver(record))) return at;
    return records.length;
  }

  /** Whether the record has been handled; false if the pipe was stopped first. */
  async #deliver(record: StreamEvent): Promise<boolean> {
    const { clock } = this.#ports;
    const ingestedAt = clock.now();
    let failures = 0;
    for (let attempts = 0; !this.#isStopped; attempts += 1) {
      if (this.#isTooOld(record)) return this.#giveUp(record, 'RecordAgeExceeded');
      try {
        await this.#put(record, ingestedAt);
        return true;
      } catch (error) {
        // Errors of AWS itself don't count (docs/facts/j.md#j6).
        if (!(error instanceof StorageError)) failures += 1;
        const { maxRetryAttempts } = this.definition;
        const isLast = maxRetryAttempts >= 0 && failures > maxRetryAttempts;
        const retryInMs = backOffMs(attempts, this.#ports.random?.() ?? Math.random());
        this.#reportFailure(record, error, isLast ? undefined : retryInMs);
        if (isLast) return this.#giveUp(record, 'RetryAttemptsExhausted');
        await this.#pause(retryInMs);
      }
    }
    return false;
  }

  async #put(record: StreamEvent, ingestedAt: number): Promise<void> {
    const { name, roleArn, targetArn, entryOf } = this.definition;
    if (!this.#ports.authorize(roleArn, 'events:PutEvents', targetArn)) {
      throw new Error(`${roleArn} is not authorized to perform events:PutEvents on ${targetArn}`);
    }
    const entry = entryOf(record, { ingestedAt });
    const { eventId } = await this.#ports.putEvent(targetArn, entry);
    const { detailType, detail } = entry;
    this.#ports.report({ type: 'pipe-delivered', pipeName: name, eventId, detailType, detail });
  }

  #reportFailure({ eventID: recordId }: StreamEvent, error: unknown, retryInMs: number | undefined): void {
    const { name: pipeName } = this.definition;
    const reason = error instanceof Error ? error.message : String(error);
    const retry = retryInMs !== undefined && { retryInMs };
    this.#ports.report({ type: 'pipe-failed', pipeName, recordId, reason, ...retry });
  }

  #giveUp(record: StreamEvent, condition: DeadLetterCondition): true {
    const { name: pipeName, roleArn, deadLetterArn } = this.definition;
    const { SequenceNumber: number } = record.dynamodb;
    const reason =
      deadLetterArn === undefined ? 'it has no dead-letter queue' : this.#sendToDeadLetters(record, condition);
    if (reason === undefined) {
      const { eventID: recordId } = record;
      this.#ports.report({ type: 'pipe-dead-lettered', pipeName, recordId, condition });
    } else {
      const lost = `The pipe ${pipeName} gave up on the record ${number}: ${condition}`;
      this.#ports.reportProblem(`${lost}. It is lost, because ${reason}. Role: ${roleArn}.`);
    }
    return true;
  }

  /** Sends the position of a record to the dead-letter queue. @returns the reason if that fails, or undefined */
  #sendToDeadLetters(record: StreamEvent, condition: DeadLetterCondition): string | undefined {
    const { roleArn, deadLetterArn = '' } = this.definition;
    const { clock, authorize, sendToQueue } = this.#ports;
    if (!authorize(roleArn, 'sqs:SendMessage', deadLetterArn)) {
      return `the role is not authorized to perform sqs:SendMessage on ${deadLetterArn}`;
    }
    const shardId = this.#source?.shardId ?? '';
    return sendToQueue(
      deadLetterArn,
      deadLetterBody(this.definition, record, { condition, shardId, now: clock.now() }),
    );
  }

  #isTooOld({ dynamodb: { ApproximateCreationDateTime: createdAt } }: StreamEvent): boolean {
    const { maxRecordAgeSeconds } = this.definition;
    const limit = maxRecordAgeSeconds < 0 ? retentionSeconds : Math.min(maxRecordAgeSeconds, retentionSeconds);
    return this.#ports.clock.now() / 1000 - createdAt > limit;
  }

  /** If a position can't be stored now, a later one will be; until then, a crash repeats more records. */
  async #moveTo(source: PipeSource, sequenceNumber: string): Promise<void> {
    this.#position = sequenceNumber;
    try {
      await source.setPosition(this.definition.name, sequenceNumber);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
    }
  }

  #pause(ms: number): Promise<void> {
    if (this.#isStopped) return Promise.resolve();
    return new Promise((resolve) => {
      this.#endPause = resolve;
      this.#timers.set(ms, resolve);
    });
  }
}

/** Between 50 % and 100 % of a delay that starts at the polling interval and doubles (docs/facts/j.md#j5). */
const backOffMs = (attempts: number, random: number): number =>
  Math.round(Math.min(maxDelayMs, 250 * 2 ** attempts) * (0.5 + random / 2));
