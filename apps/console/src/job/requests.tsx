import type { Request } from '../protocol.ts';
import { Text } from '../ui/text.tsx';
import { Time } from '../ui/time.tsx';
import { toJson, visible } from '../ui/visible-text.ts';

/** Requests from the access log, each with its full line, below the ARN of the job's submitter. */
export function Requests({
  requests,
  title = 'Requests',
  submittedBy,
}: {
  readonly requests: readonly Request[];
  readonly title?: string;
  readonly submittedBy?: string | undefined;
}) {
  return (
    <section class="card" aria-labelledby="requests">
      <h2 id="requests">{title}</h2>
      {submittedBy !== undefined && <p class="hint">Submitted by {visible(callerOf(submittedBy)).slice(0, 300)}</p>}
      {requests.length === 0 && <p class="muted">No requests in the access log.</p>}
      <ul class="requests">
        {requests.map((request, i) => (
          <li key={i}>
            <details>
              <summary>
                <span class={`code-status code-${Math.floor(request.status / 100)}xx`}>{request.status}</span>
                <span class="request-line">
                  <bdi>
                    {visible(request.method)} {visible(request.path.slice(0, 300))}
                  </bdi>
                </span>
                <Time at={request.at} />
              </summary>
              <pre tabIndex={0} role="group" aria-label="Line of the access log">
                <Text>{toJson(request.line)}</Text>
              </pre>
            </details>
            <p class="hint">{request.userArn === undefined ? 'not signed' : visible(callerOf(request.userArn))}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Shortens `arn:aws:sts::123456789012:assumed-role/role/session` to `assumed-role/role/session`. */
const callerOf = (arn: string): string => arn.split(':').slice(5).join(':') || arn;
