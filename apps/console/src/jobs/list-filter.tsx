import type { ListedStatus } from '@jobs/client-sdk';
import { linkTo } from '../router.ts';

const statuses: readonly (ListedStatus | undefined)[] = [undefined, 'Running', 'Success', 'Failure', 'Cancelled'];

interface Props {
  readonly status: ListedStatus | undefined;
  readonly isIdOnly?: boolean;
}

export function ListFilter({ status, isIdOnly = false }: Props) {
  const open = (event: SubmitEvent) => {
    event.preventDefault();
    const id = new FormData(event.currentTarget as HTMLFormElement).get('id');
    if (typeof id === 'string' && id.trim()) window.location.hash = linkTo('jobs', id.trim());
  };
  return (
    <div class="filter">
      {!isIdOnly && (
        <nav class="segments" aria-label="Status">
          {statuses.map((each) => (
            <a
              key={each ?? 'all'}
              href={linkTo('jobs', undefined, { status: each })}
              aria-current={each === status ? 'true' : undefined}
            >
              {each ?? 'All'}
            </a>
          ))}
        </nav>
      )}
      <form role="search" class="search" onSubmit={open}>
        <input name="id" aria-label="Job id" placeholder="Open by id" autocomplete="off" spellcheck={false} />
        <button>Open</button>
      </form>
    </div>
  );
}
