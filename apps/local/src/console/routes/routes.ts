import type { HttpRequest, HttpResponse } from '@jobs/local-aws/kernel';
import { ConsoleRequestError } from '../errors.ts';
import type { Pulses } from '../pulses.ts';
import { json } from '../response.ts';
import type { ConsoleServerOptions } from '../server.ts';
import { changeClock, viewClock } from './clock.ts';
import { startReplay, viewFailures } from './failures.ts';
import { clearFaults, setFault, viewFaults } from './faults.ts';
import { viewJob } from './job.ts';
import { viewContract, viewCredentials, viewStack } from './stack.ts';

export interface RouteContext extends ConsoleServerOptions {
  readonly pulses: Pulses;
  readonly request: HttpRequest;
  /** The value of the path parameter; empty if the route has none. */
  readonly parameter: string;
}

type Method = 'GET' | 'POST' | 'DELETE';
type Handle = (context: RouteContext) => Promise<HttpResponse>;
type View = (context: RouteContext) => unknown;

const jsonHandler = (view: View): Handle => {
  return async (context) => json(await view(context));
};

/** All routes of the console's protocol. */
export const routes: Readonly<Record<string, Readonly<Partial<Record<Method, Handle>>>>> = {
  events: { GET: ({ pulses }) => pulses.open() },
  stack: { GET: jsonHandler(viewStack) },
  template: { GET: jsonHandler(({ stack }) => stack.definition.template) },
  contract: { GET: jsonHandler(viewContract) },
  credentials: { GET: jsonHandler(viewCredentials) },
  'jobs/{jobId}': { GET: jsonHandler(viewJob) },
  'access-log': { GET: jsonHandler(({ recorder }) => recorder.requests.toReversed()) },
  failures: { GET: jsonHandler(viewFailures) },
  replays: { POST: jsonHandler(startReplay) },
  faults: { GET: jsonHandler(viewFaults), POST: jsonHandler(setFault), DELETE: jsonHandler(clearFaults) },
  clock: { GET: jsonHandler(viewClock), POST: jsonHandler(changeClock) },
};

/** @throws ConsoleRequestError when the route does not exist or does not allow the method */
export function findRoute(method: string, path: string): { readonly handle: Handle; readonly parameter: string } {
  const [first = '', ...rest] = path.split('/');
  const isJob = first === 'jobs' && rest.length === 1;
  const name = isJob ? 'jobs/{jobId}' : path;
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (!route) throw new ConsoleRequestError(404, 'NotFound', 'Unknown console route.');
  const handle = Object.entries(route).find(([each]) => each === method)?.[1];
  if (!handle) {
    throw new ConsoleRequestError(405, 'MethodNotAllowed', `Allowed methods: ${Object.keys(route).join(', ')}.`);
  }
  return { handle, parameter: isJob ? decode(rest[0] ?? '') : '' };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new ConsoleRequestError(400, 'BadRequest', 'The path is not valid percent-encoding.', { cause });
  }
}
