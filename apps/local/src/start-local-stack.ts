import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { createJobsClient, type JobsClient } from '@jobs/client-sdk';
import { stackNameOf } from '@jobs/infra/stack-name';
import { AdjustableClock } from '@jobs/local-aws/kernel';
import { workspace } from './command/state-folder.ts';
import { callerSession } from './stack/caller-session.ts';
import type { LocalStack, LocalStackOptions } from './stack/local-stack.ts';
import { startStack } from './stack/start-stack.ts';

export interface StartLocalStackOptions extends Partial<Omit<LocalStackOptions, 'stackClock'>> {
  /** The stage whose stack runs. @default 'dev' */
  readonly stage?: string;
}

/** A running stack and everything that tests need from it. */
export interface StartedLocalStack {
  readonly client: JobsClient;
  /**
   * Environment variables for the program under test: `JOBS_API_URL`, `AWS_REGION` and the credentials of a session
   * of the invoke role. `JOBS_LOCAL_CLOCK_URL` moves the clock from other processes: POST the milliseconds as text.
   */
  readonly environment: Readonly<Record<string, string>>;
  /**
   * Real time plus what has been added with `clock.advance(6 * 3_600_000)`. Queue, retries, ages, limits, leases and
   * the functions' `Date` follow it; timers in functions take real time.
   */
  readonly clock: AdjustableClock;
  readonly stack: LocalStack;
  readonly stop: () => Promise<void>;
}

/**
 * Starts the synthesized stack in this process, on a free port, in memory.
 * @throws LocalRunError when the stack is not synthesized (`npx nx synth infra`) or can't be read
 */
export async function startLocalStack({
  stage = 'dev',
  ...options
}: StartLocalStackOptions = {}): Promise<StartedLocalStack> {
  const clock = new AdjustableClock();
  const stack = await startStack({
    assembly: resolve(workspace, 'apps/infra/cdk.out'),
    stackName: stackNameOf(stage),
    credentials: { accessKeyId: 'AKIALOCALUSEROFTHETEST', secretAccessKey: randomBytes(30).toString('base64') },
    ...options,
    stackClock: clock,
  });
  const { outputs, region } = stack;
  const credentials = callerSession(stack, 'tests', 12 * 3600);
  const baseUrl = (outputs.JobsApiEndpoint ?? '').replace(/(?<!\/)\/+$/, '');
  const clockServer = await startClockServer(clock);
  return {
    client: createJobsClient({ baseUrl, region, credentials }),
    environment: {
      JOBS_API_URL: baseUrl,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
      JOBS_LOCAL_CLOCK_URL: clockServer.url,
    },
    clock,
    stack,
    stop: async () => {
      clockServer.stop();
      await stack.stop();
    },
  };
}

/**
 * Moves the clock over HTTP, because test runners run tests in other processes, or in contexts that can't load this
 * module.
 */
async function startClockServer(clock: AdjustableClock): Promise<{ url: string; stop: () => void }> {
  // A client that knows the random path can only move the clock.
  const path = `/${randomUUID()}`;
  const server = createServer((request, response) => {
    request.toArray().then(
      async (chunks: Buffer[]) => {
        const ms = Number(Buffer.concat(chunks).toString());
        const isValid = request.url === path && request.method === 'POST' && ms > 0 && Number.isFinite(ms);
        if (isValid) await clock.advance(ms);
        response.writeHead(isValid ? 204 : 400).end();
      },
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
