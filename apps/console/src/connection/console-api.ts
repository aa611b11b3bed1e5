import {
  type AccessLogView,
  type ClockView,
  consoleApiPath,
  type ContractView,
  type CredentialsView,
  type FailuresView,
  type FaultsView,
  type JobView,
  type Rejection,
  type ReplayView,
  type StackView,
} from '../protocol.ts';

/** The local run rejected a call or does not respond. */
export class ConsoleApiError extends Error {
  override readonly name = 'ConsoleApiError';
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number;

  constructor(status: number, message: string, cause?: unknown) {
    super(message, { cause });
    this.status = status;
  }
}

export interface NewFault {
  readonly target: string;
  readonly kind: string;
  readonly times?: number;
  readonly probability?: number;
}

export interface ReplayRequest {
  readonly archiveArn: string;
  readonly from: number;
  readonly to: number;
}

/** The calls of the console API, see `protocol.ts`. */
export type ConsoleApi = ReturnType<typeof createConsoleApi>;

export function createConsoleApi(token: string) {
  const call = async (method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> => {
    const response = await fetch(consoleApiPath + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
      cache: 'no-store',
    }).catch((cause: unknown) => {
      throw new ConsoleApiError(0, 'The local run does not respond. Is it still running?', cause);
    });
    if (response.ok) return response;
    const rejection = (await response.json().catch(() => ({}))) as Partial<Rejection>;
    throw new ConsoleApiError(response.status, rejection.message ?? `The local run returned ${response.status}.`);
  };
  const read = async <View>(method: string, path: string, body?: unknown): Promise<View> =>
    (await (await call(method, path, body)).json()) as View;

  return {
    openEvents: (signal: AbortSignal) => call('GET', 'events', undefined, signal),
    stack: () => read<StackView>('GET', 'stack'),
    template: () => read<unknown>('GET', 'template'),
    contract: () => read<ContractView>('GET', 'contract'),
    credentials: () => read<CredentialsView>('GET', 'credentials'),
    job: (id: string) => read<JobView>('GET', `jobs/${encodeURIComponent(id)}`),
    accessLog: () => read<AccessLogView>('GET', 'access-log'),
    failures: () => read<FailuresView>('GET', 'failures'),
    replay: (request: ReplayRequest) => read<ReplayView>('POST', 'replays', request),
    faults: () => read<FaultsView>('GET', 'faults'),
    addFault: (fault: NewFault) => read<FaultsView>('POST', 'faults', fault),
    clearFaults: () => read<FaultsView>('DELETE', 'faults'),
    clock: () => read<ClockView>('GET', 'clock'),
    advanceClock: (advanceMs: number) => read<ClockView>('POST', 'clock', { advanceMs }),
    setClockSpeed: (speed: number) => read<ClockView>('POST', 'clock', { speed }),
  };
}
