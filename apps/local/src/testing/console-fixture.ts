import { AdjustableClock, type HttpRequest, type StackEvent } from '@jobs/local-aws/kernel';
import { Recorder } from '../console/recorder.ts';
import { ConsoleServer, type ConsoleServerOptions } from '../console/server.ts';
import type { LocalStack } from '../stack/local-stack.ts';

const token = 'the-token-of-the-run';

/** Derives labels from function names. */
export const labelOf = (functionName: string): string => functionName.replaceAll('-', ' ');

/** A stack with one empty table, with just enough for the console. */
export function fakeStack(stored = () => 0): LocalStack {
  return {
    endpoint: 'http://127.0.0.1:4566',
    outputs: { JobsTable: 'jobs' },
    labelOf,
    functions: [{ name: 'processor', reservedConcurrency: 7 }],
    lambda: { pending: () => [] },
    eventBridge: { listArchives: () => Promise.resolve([]) },
    queues: { all: [] },
    definition: { events: { rules: [] }, pipes: [] },
    dynamoDb: {
      inspect: (operation: string) =>
        Promise.resolve({ status: 200, body: JSON.stringify(operation === 'Scan' ? { Count: stored() } : {}) }),
    },
  } as unknown as LocalStack;
}

/** The console of a stack, called directly instead of over HTTP. */
export function consoleFixture(options: Partial<ConsoleServerOptions> = {}) {
  const clock = new AdjustableClock();
  const recorder = new Recorder(clock);
  const server = new ConsoleServer({
    clock,
    recorder,
    token,
    stack: fakeStack(),
    pageFolder: '/nowhere',
    waitForPage: () => Promise.resolve(false),
    explainMissingPage: () => 'Build it.',
    ...options,
  });
  return {
    recorder,
    server,
    observe: (event: StackEvent) => {
      recorder.observe(event, labelOf);
    },
    call: (path: string, request: { method?: string; headers?: Record<string, string>; body?: string } = {}) =>
      server.handle(requestTo(path, request)),
  };
}

const requestTo = (
  path: string,
  { method = 'GET', headers = {}, body = '' }: Parameters<ReturnType<typeof consoleFixture>['call']>[1] & object,
): HttpRequest => ({
  method,
  path,
  query: '',
  headers: Object.entries({ host: '127.0.0.1:4566', authorization: `Bearer ${token}`, ...headers }),
  body: Buffer.from(body),
  sourceIp: '127.0.0.1',
});

/** The events of a job that succeeds immediately. */
export const eventsOf = (jobId: string, requestId = `request of ${jobId}`): StackEvent[] => {
  const invocation = { functionName: 'processor', requestId };
  return [
    { type: 'invocation-queued', ...invocation, payload: JSON.stringify({ id: jobId }) },
    { type: 'invocation-started', ...invocation, attempt: 1, coldStart: false },
    { type: 'item-stored', tableName: 'jobs', key: jobId, status: 'Running' },
    { type: 'item-stored', tableName: 'jobs', key: jobId, status: 'Success' },
    { type: 'invocation-succeeded', ...invocation, attempt: 1, durationMs: 1 },
  ];
};
