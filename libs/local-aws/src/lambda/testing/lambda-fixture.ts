import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { AdjustableClock, type StackEvent } from '../../kernel/index.ts';
import type { EnvironmentPoolOptions } from '../engine/environment-pool.ts';
import type { AsynchronousConfiguration, FunctionDefinition } from '../engine/function-definition.ts';
import { createLambda, type Lambda } from '../engine/lambda.ts';
import type { PendingEvent } from '../engine/pending-event.ts';
import type { DestinationEvent, EventJournal, LambdaPorts } from '../engine/ports.ts';

export const accountId = '000000000000';
export const region = 'eu-west-1';
export const busArn = `arn:aws:events:${region}:${accountId}:event-bus/failed`;

export function functionArn(name: string): string {
  return `arn:aws:lambda:${region}:${accountId}:function:${name}`;
}

type FunctionOverrides = Partial<FunctionDefinition> & {
  /** The configuration of `$LATEST`. */
  readonly asynchronous?: Partial<AsynchronousConfiguration>;
};

/** A configuration without retries and with a maximum age of 6 hours, unless overridden. */
export function asynchronousFixture(overrides: Partial<AsynchronousConfiguration> = {}): AsynchronousConfiguration {
  return { maximumRetryAttempts: 0, maximumEventAgeSeconds: 21_600, ...overrides };
}

/** A function whose `handler.mjs` contains the given code, in a folder that is removed when the test ends. */
export function functionFixture(
  code: string,
  { asynchronous, qualifiers, ...overrides }: FunctionOverrides = {},
): FunctionDefinition {
  const codeFolder = mkdtempSync(path.join(tmpdir(), 'lambda-'));
  onTestFinished(() => {
    rmSync(codeFolder, { recursive: true, force: true });
  });
  writeFileSync(path.join(codeFolder, 'handler.mjs'), code);
  const name = overrides.name ?? 'worker';
  return {
    logicalId: `${name}Function`,
    name,
    arn: functionArn(name),
    roleArn: `arn:aws:iam::${accountId}:role/${name}`,
    runtime: 'nodejs24.x',
    handler: 'handler.handler',
    codeFolder,
    environment: {},
    timeoutMs: 3000,
    memorySizeMb: 128,
    logFormat: 'JSON',
    qualifiers: { $LATEST: { version: '$LATEST', asynchronous: asynchronousFixture(asynchronous) }, ...qualifiers },
    ...overrides,
  };
}

type StepOf<Type extends StackEvent['type']> = Extract<StackEvent, { readonly type: Type }>;

export interface LambdaFixture {
  readonly lambda: Lambda;
  readonly clock: AdjustableClock;
  readonly steps: readonly StackEvent[];
  /** The events that were put on the bus. */
  readonly events: readonly DestinationEvent[];
  readonly stepsOf: <Type extends StackEvent['type']>(type: Type) => StepOf<Type>[];
  /** Resolves to the n-th step of a type as soon as it happens; rejects if no event is left that could cause it. */
  readonly nth: <Type extends StackEvent['type']>(type: Type, count: number) => Promise<StepOf<Type>>;
  /** Runs a function once and returns its result or error. */
  readonly call: (
    payload: unknown,
    name?: string,
  ) => Promise<{ readonly functionError?: string; readonly result: unknown }>;
  /** The lines that functions have written. */
  readonly logs: () => string[];
}

/** Lambda with the given functions and its own clock, stopped when the test ends. */
export function lambdaFixture(
  functions: readonly FunctionDefinition[],
  ports: Partial<LambdaPorts> = {},
  options: Partial<EnvironmentPoolOptions> = {},
): LambdaFixture {
  const clock = new AdjustableClock();
  const steps: StackEvent[] = [];
  const events: DestinationEvent[] = [];
  const waiters = new Set<() => void>();
  const lambda = createLambda(
    functions,
    {
      clock,
      report: (step) => {
        steps.push(step);
        for (const check of waiters) check();
      },
      region,
      accountId,
      credentialsFor: () => ({ accessKeyId: 'ASIAKEY', secretAccessKey: 'secret', sessionToken: 'token' }),
      environment: () => ({}),
      authorize: () => ({ allowed: true }),
      putEvent: (event) => {
        events.push(event);
        return Promise.resolve();
      },
      ...ports,
    },
    options,
  );
  onTestFinished(() => lambda.stop());
  const stepsOf = <Type extends StackEvent['type']>(type: Type) =>
    steps.filter((step): step is StepOf<Type> => step.type === type);
  return {
    lambda,
    clock,
    steps,
    events,
    stepsOf,
    nth: (type, count) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const found = stepsOf(type)[count - 1];
          if (!found) return;
          waiters.delete(check);
          resolve(found);
        };
        waiters.add(check);
        check();
        void lambda.idle().then(() => {
          waiters.delete(check);
          reject(new Error(`All events have ended, with ${stepsOf(type).length} of ${count} steps ${type}.`));
        });
      }),
    call: async (payload, name = 'worker') => {
      const { payload: text, functionError } = await lambda.invoke(name, JSON.stringify(payload));
      return { result: JSON.parse(text) as unknown, ...(functionError !== undefined && { functionError }) };
    },
    logs: () => stepsOf('function-log').map(({ line }) => line),
  };
}

/** Returns the error that `run` throws. */
export function rejectionOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('Expected an error.');
}

/** Stores the queue in a map by delivery, like a journal on disk. */
export function mapJournal(kept: Map<string, PendingEvent>): EventJournal {
  const keep = (event: PendingEvent) => {
    kept.set(event.deliveryId, structuredClone(event));
  };
  return {
    accepted: keep,
    changed: keep,
    finished: ({ deliveryId }) => {
      kept.delete(deliveryId);
    },
    isBehind: false,
  };
}
