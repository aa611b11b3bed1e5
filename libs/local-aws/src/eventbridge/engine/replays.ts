import type { Clock } from '../../kernel/index.ts';
import type { Archive } from './archive.ts';
import { EventBridgeError, invalidParameter } from './errors.ts';
import { isActive, type Replay, type ReplayDescription, type ReplayRequest } from './replay.ts';

export interface ReplaysPorts {
  readonly clock: Clock;
  readonly arnOf: (replayName: string) => string;
  readonly archives: readonly Archive[];
  readonly busArns: readonly string[];
  readonly start: (request: ReplayRequest, arn: string, archive: Archive) => Replay;
}

/** Maximum number of active replays (docs/facts/c.md#c14). */
const maxActive = 10;
/** How long a replay's name can't be reused (docs/facts/c.md#c15). */
const keptMs = 90 * 86_400_000;

/** All active replays, and those that ended in the last 90 days. */
export class Replays {
  readonly #ports: ReplaysPorts;
  readonly #replays = new Map<string, Replay>();

  constructor(ports: ReplaysPorts) {
    this.#ports = ports;
  }

  /** @throws EventBridgeError for another bus, unknown names, or too many at a time (docs/facts/c.md#c12 to #c14) */
  start(request: ReplayRequest): ReplayDescription {
    const archive = this.#check(request);
    const replay = this.#ports.start(request, this.#ports.arnOf(request.name), archive);
    this.#replays.set(request.name, replay);
    return replay.describe();
  }

  describe(name: string): ReplayDescription {
    return this.#get(name).describe();
  }

  list(): readonly ReplayDescription[] {
    this.#forgetOld();
    return [...this.#replays.values()].map((replay) => replay.describe());
  }

  /** @throws EventBridgeError for a replay that is unknown or no longer active */
  cancel(name: string): ReplayDescription {
    const replay = this.#get(name);
    const { state } = replay.describe();
    if (state !== 'STARTING' && state !== 'RUNNING') {
      throw new EventBridgeError(
        'IllegalStatusException',
        `Replay ${name} is not in a valid state for this operation.`,
      );
    }
    replay.cancel();
    return replay.describe();
  }

  #check(request: ReplayRequest): Archive {
    const { name, archiveArn, destination } = request;
    const { archives, busArns } = this.#ports;
    const reason = (text: string) => invalidParameter('Destination.Arn', text);
    if (!/^arn:[^:]+:events:[^:]*:[^:]*:event-bus\/.+$/.test(destination.busArn)) {
      throw reason('Must contain an event bus ARN.');
    }
    if (!busArns.includes(destination.busArn)) {
      throw new EventBridgeError(
        'ResourceNotFoundException',
        `Event bus ${lastPart(destination.busArn)} does not exist.`,
      );
    }
    const archive = archives.find(({ definition }) => definition.arn === archiveArn);
    if (!archive) throw invalidParameter('EventSourceArn', `Archive ${lastPart(archiveArn)} does not exist.`);
    if (archive.definition.busArn !== destination.busArn) throw reason('Cross event bus replay is not permitted.');
    if (request.from >= request.to) {
      throw invalidParameter('EventEndTime', 'EventStartTime must be before EventEndTime.');
    }
    this.#forgetOld();
    if (this.#replays.has(name)) {
      throw new EventBridgeError('ResourceAlreadyExistsException', `Replay ${name} already exists.`);
    }
    if ([...this.#replays.values()].filter(isActive).length >= maxActive) {
      const message = 'The requested resource exceeds the maximum number allowed.';
      throw new EventBridgeError('LimitExceededException', message);
    }
    return archive;
  }

  #get(name: string): Replay {
    this.#forgetOld();
    const replay = this.#replays.get(name);
    if (!replay) throw new EventBridgeError('ResourceNotFoundException', `Replay ${name} does not exist.`);
    return replay;
  }

  #forgetOld(): void {
    const oldest = this.#ports.clock.now() - keptMs;
    for (const [name, replay] of this.#replays) {
      const { endedAt } = replay.describe();
      if (endedAt !== undefined && endedAt < oldest) this.#replays.delete(name);
    }
  }
}

const lastPart = (arn: string): string => arn.slice(arn.indexOf('/') + 1);
