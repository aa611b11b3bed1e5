import type { Clock, ClockTimer } from '../../kernel/index.ts';
import { Environment, type EnvironmentListener } from './environment.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { FunctionPool, type Run } from './function-pool.ts';
import { MemoryWatch } from './memory-watch.ts';
import type { Outcome } from './outcome.ts';
import { ProcessReaper } from './process-reaper.ts';

export interface EnvironmentPoolOptions {
  /** Maximum number of environments starting at once, across all functions. */
  readonly maxStarts: number;
  /** Maximum number of environments across all functions; each function can always have one. */
  readonly maxEnvironments: number;
  /** How long an idle environment is kept. */
  readonly idleTimeoutMs: number;
  /** Maximum lifetime of an environment, shorter than that of its credentials. */
  readonly lifetimeMs: number;
}

export interface EnvironmentPoolPorts {
  readonly clock: Clock;
  /** The environment variables of a new environment. */
  variables(definition: FunctionDefinition, version: string): Record<string, string>;
  log(definition: FunctionDefinition, line: string, requestId: string | undefined): void;
  /** Called when an invocation has ended, so that one of any function may start. */
  freed(): void;
}

// About as long as a start takes: an environment that becomes free within this time is available sooner than a new one.
const patienceMs = 20;

const poolKey = (logicalId: string, version: string) => `${logicalId}:${version}`;

/**
 * The execution environments of all functions. An invocation uses the most recently used warm one; if there is none,
 * it waits for the first one to become free or started. Few start at a time, and after the first ones only for an
 * invocation that has waited a little: short invocations in a burst don't start a process each, while long ones get
 * their own.
 */
export class EnvironmentPool {
  readonly #options: EnvironmentPoolOptions;
  readonly #ports: EnvironmentPoolPorts;
  /** By function and version. */
  readonly #functions = new Map<string, FunctionPool>();
  readonly #all = new Set<Environment>();
  readonly #reaper = new ProcessReaper();
  /** The number of invocations that have not ended, by function. */
  readonly #taken = new Map<string, number>();
  readonly #memoryWatch = new MemoryWatch(this.#all);
  #starting = 0;
  #sweepTimer: ClockTimer | undefined;
  #patience: ClockTimer | undefined;
  #stopped = false;

  constructor(options: EnvironmentPoolOptions, ports: EnvironmentPoolPorts) {
    this.#options = options;
    this.#ports = ports;
  }

  /**
   * Whether an invocation would get an environment before others end. More environments than the machine can handle
   * would all be too slow and time out.
   */
  hasRoomFor(logicalId: string): boolean {
    const taken = [...this.#taken.values()].reduce((sum, count) => sum + count, 0);
    return taken < this.#options.maxEnvironments || !this.#taken.get(logicalId);
  }

  run(logicalId: string, version: string, run: Run): void {
    const pool = this.#pool(logicalId, version);
    const count = (change: 1 | -1) => this.#taken.set(logicalId, (this.#taken.get(logicalId) ?? 0) + change);
    const end = (outcome: Outcome) => {
      count(-1);
      this.#ports.freed();
      run.end(outcome);
    };
    count(1);
    pool.wait({ ...run, end }, this.#ports.clock.now());
    this.#assign(pool);
  }

  /**
   * New environments use this definition; idle ones end now, busy ones after their invocation (docs/facts/b.md#b16).
   */
  define(definition: FunctionDefinition): void {
    for (const { version } of Object.values(definition.qualifiers)) {
      const key = poolKey(definition.logicalId, version);
      const pool = this.#functions.get(key) ?? new FunctionPool(definition, version);
      this.#functions.set(key, pool);
      pool.definition = definition;
      for (const environment of pool.takeIdleSince()) this.#discard(pool, environment);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#sweepTimer?.cancel();
    this.#patience?.cancel();
    this.#memoryWatch.stop();
    await Promise.all([...this.#all].map((environment) => environment.terminate()));
    this.#all.clear();
    this.#reaper.stop();
  }

  #pool(logicalId: string, version: string): FunctionPool {
    const pool = this.#functions.get(poolKey(logicalId, version));
    if (!pool) throw new Error(`Unknown version ${version} of the function ${logicalId}.`);
    return pool;
  }

  #assign(pool: FunctionPool): void {
    while (pool.hasWaiting && pool.hasWarm) {
      const warm = pool.take();
      if (!warm) break;
      if (this.#isCurrent(pool, warm.environment)) this.#begin(pool, warm.environment, warm.used);
      else this.#discard(pool, warm.environment);
    }
    this.#startMore();
  }

  #isCurrent(pool: FunctionPool, environment: Environment): boolean {
    const age = this.#ports.clock.now() - environment.startedAt;
    return environment.definition === pool.definition && age < this.#options.lifetimeMs;
  }

  #begin(pool: FunctionPool, environment: Environment, used: boolean): void {
    const run = pool.next();
    if (run) this.#runIn(pool, environment, run, !used);
  }

  #runIn(pool: FunctionPool, environment: Environment, run: Run, coldStart: boolean): void {
    run.start(coldStart);
    environment.run(run.invocation, (outcome) => {
      if (this.#all.has(environment)) this.#release(pool, environment, true);
      run.end(outcome);
    });
  }

  #release(pool: FunctionPool, environment: Environment, used: boolean): void {
    pool.add(environment, this.#ports.clock.now(), used);
    this.#assign(pool);
    this.#sweepLater();
  }

  #startMore(): void {
    if (this.#stopped) return;
    const { maxStarts } = this.#options;
    const now = this.#ports.clock.now();
    for (const pool of this.#functions.values()) {
      while (this.#starting < maxStarts && pool.wantsMore(maxStarts, now, patienceMs) && this.#makeRoom(pool)) {
        this.#start(pool);
      }
      if (pool.hasUnserved) this.#startMoreLater();
    }
  }

  #startMoreLater(): void {
    this.#patience ??= this.#ports.clock.setTimer(patienceMs, () => {
      this.#patience = undefined;
      this.#startMore();
    });
  }

  #makeRoom({ size }: FunctionPool): boolean {
    if (this.#all.size < this.#options.maxEnvironments) return true;
    for (const pool of this.#functions.values()) {
      const oldest = pool.takeOldest();
      if (!oldest) continue;
      this.#discard(pool, oldest);
      return true;
    }
    return size === 0;
  }

  #start(pool: FunctionPool): void {
    const started = () => {
      pool.starting -= 1;
      this.#starting -= 1;
    };
    pool.starting += 1;
    this.#starting += 1;
    const environment = this.#create(pool, {
      ready: () => {
        started();
        this.#release(pool, environment, false);
      },
      initFailed: (outcomeOf) => {
        started();
        this.#remove(pool, environment);
        this.#failInit(pool, outcomeOf);
      },
      initTimedOut: () => {
        started();
        this.#remove(pool, environment);
        this.#retryInit(pool);
      },
    });
  }

  /**
   * An initialisation that took too long is retried during the first invocation, within its timeout
   * (docs/facts/f.md#f18).
   */
  #retryInit(pool: FunctionPool): void {
    const run = pool.next();
    if (run) this.#runIn(pool, this.#create(pool, {}), run, true);
    this.#startMore();
  }

  #create(pool: FunctionPool, listener: Partial<EnvironmentListener>): Environment {
    const ports = this.#ports;
    const { definition, version } = pool;
    const { clock } = ports;
    const variables = () => ports.variables(definition, version);
    const environment = new Environment(
      definition,
      { clock, reaper: this.#reaper, variables },
      {
        ready: () => undefined,
        initFailed: () => undefined,
        initTimedOut: () => undefined,
        lost: () => {
          this.#remove(pool, environment);
          this.#startMore();
        },
        log: (line, requestId) => {
          ports.log(definition, line, requestId);
        },
        ...listener,
      },
    );
    this.#all.add(environment);
    pool.size += 1;
    this.#memoryWatch.start();
    return environment;
  }

  #failInit(pool: FunctionPool, outcomeOf: (requestId: string) => Outcome): void {
    const run = pool.next();
    run?.start(true);
    run?.end(outcomeOf(run.invocation.requestId));
    this.#startMore();
  }

  #remove(pool: FunctionPool, environment: Environment): void {
    this.#all.delete(environment);
    pool.remove(environment);
  }

  #discard(pool: FunctionPool, environment: Environment): void {
    this.#remove(pool, environment);
    void environment.terminate();
  }

  #sweepLater(): void {
    if (this.#sweepTimer || this.#stopped) return;
    const { clock } = this.#ports;
    this.#sweepTimer = clock.setTimer(this.#options.idleTimeoutMs, () => {
      this.#sweepTimer = undefined;
      const pools = [...this.#functions.values()];
      for (const pool of pools) {
        for (const idle of pool.takeIdleSince(clock.now() - this.#options.idleTimeoutMs)) this.#discard(pool, idle);
      }
      if (pools.some((pool) => pool.hasWarm)) this.#sweepLater();
    });
  }
}
