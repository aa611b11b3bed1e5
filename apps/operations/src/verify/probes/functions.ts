import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { compared, type Probe } from '../probe.ts';

const exited = (how: string) => ({ errorType: 'Runtime.ExitError', errorMessage: `RequestId: ID Error: ${how}` });
const withStatus = (status: number) => exited(`Runtime exited with error: exit status ${status}`);
const withoutReason = exited('Runtime exited without providing a reason');

/** By the event's `ending`: the fact, what happens, and the payload that Lambda returns. */
const endings: Readonly<Record<string, readonly [fact: string, what: string, payload: unknown]>> = {
  rejection: ['F16', 'a stray rejection', withStatus(1)],
  exception: ['F16', 'a stray exception', withStatus(1)],
  'never-settles': ['F16', 'a promise that never settles', withoutReason],
  'exit-256': ['F16', 'process.exit(256)', withoutReason],
  'exit-code': ['F16', 'process.exitCode = 4 and nothing left to do', withStatus(4)],
  'own-listener': ['F16', 'a stray rejection with its own listener', 'saved'],
  'out-of-memory': ['B28', 'lack of memory', exited('Runtime exited with error: signal: killed')],
};

/** How a function of nodejs24 ends. */
export const functionProbes: readonly Probe[] = Object.entries(endings).map(([ending, [fact, what, payload]]) => ({
  fact,
  statement: `${what} gives ${JSON.stringify(payload)}`,
  ask: async ({ region, credentials, verification, signal }) => {
    const FunctionName = verification.EndingsFunction;
    const Payload = JSON.stringify({ ending });
    const lambda = new LambdaClient({ region, credentials });
    const { Payload: answer } = await lambda.send(new InvokeCommand({ FunctionName, Payload }), {
      abortSignal: signal,
    });
    const text = Buffer.from(answer ?? []).toString('utf8');
    return compared(JSON.stringify(payload), text.replace(/RequestId: [\da-f-]{36}/, 'RequestId: ID'));
  },
}));
