import { linkTo } from '../router.ts';
import { Text } from '../ui/text.tsx';
import { Time } from '../ui/time.tsx';
import { toJson, visible } from '../ui/visible-text.ts';

export interface Entry {
  readonly id: string;
  readonly at: number;
  readonly jobId?: string;
  readonly content: unknown;
}

/** Events or messages with their jobs. */
export function Entries({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <ul class="entries">
      {entries.map(({ id, at, jobId, content }) => (
        <li key={id}>
          <div class="entry-head">
            {jobId === undefined ? (
              <span class="id">{visible(id)}</span>
            ) : (
              <a class="id" href={linkTo('jobs', jobId)}>
                <bdi>{visible(jobId)}</bdi>
              </a>
            )}
            <Time at={at} />
          </div>
          <details>
            <summary>{summaryOf(content)}</summary>
            <pre tabIndex={0} role="group" aria-label="Content">
              <Text>{toJson(content)}</Text>
            </pre>
          </details>
        </li>
      ))}
    </ul>
  );
}

const maxSummaryLength = 200;

/** The error of a failure record, or 'Content' for anything else. */
function summaryOf(content: unknown): string {
  const { responsePayload } = Object(content) as { readonly responsePayload?: unknown };
  const { errorType, errorMessage } = Object(responsePayload) as { errorType?: unknown; errorMessage?: unknown };
  if (typeof errorMessage !== 'string') return 'Content';
  return visible(`${typeof errorType === 'string' ? `${errorType}: ` : ''}${errorMessage}`.slice(0, maxSummaryLength));
}
