import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

const prefix = '/2018-06-01/runtime';

/**
 * Starts a Lambda Runtime API with the given events, whose request ids are `id-1`, `id-2` and so on.
 * @param {readonly unknown[]} events
 */
export async function startRuntimeApi(events) {
  const waiting = events.map((event, index) => ({ id: `id-${index + 1}`, body: JSON.stringify(event) }));
  const outcomes = [];
  let allHandled = () => undefined;
  const allAnsweredPromise = new Promise((resolve) => (allHandled = resolve));

  const sendNext = (response) => {
    const next = waiting.shift();
    // Without an event, the client waits.
    if (!next) return allHandled();
    response
      .writeHead(200, {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': next.id,
        'lambda-runtime-deadline-ms': String(Date.now() + 60_000),
        'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:eu-west-1:000000000000:function:worker',
        'lambda-runtime-trace-id': `Root=${next.id}`,
      })
      .end(next.body);
  };
  const server = createServer((request, response) => {
    const address = request.url?.slice(prefix.length) ?? '';
    if (address === '/invocation/next') return sendNext(response);
    void text(request).then((body) => {
      outcomes.push({ kind: kindOf(address), body });
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}');
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${server.address().port}`,
    outcomes,
    /** Resolves when the client asks for another event after the last one. */
    allHandled: allAnsweredPromise,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function kindOf(address) {
  if (address === '/init/error') return 'init error';
  return address.endsWith('/error') ? 'error' : 'result';
}
