import type { JobParameters } from '@jobs/client-sdk';
import { useLive, useStack } from '../context.ts';
import { Problem } from '../ui/problem.tsx';
import { useAction } from '../ui/use-action.ts';

const many = 100;

/** Actions for someone who sees the stack for the first time. */
export function TryIt() {
  const { api } = useLive();
  const { contract, jobs } = useStack();
  const { isBusy, error, run } = useAction();
  const submit = (times: number) => () =>
    Promise.all(Array.from({ length: times }, () => jobs.submit(contract.example as JobParameters)));
  const fail = async () => {
    await api.addFault({ target: 'processor', kind: 'throw', times: 1 });
    await submit(1)();
  };
  return (
    <>
      <div class="actions">
        <button
          type="button"
          class="primary"
          disabled={isBusy}
          onClick={() => {
            run(submit(1));
          }}
        >
          Run a job
        </button>
        <button
          type="button"
          disabled={isBusy}
          onClick={() => {
            run(submit(many));
          }}
        >
          Run {many}
        </button>
        <button
          type="button"
          disabled={isBusy}
          onClick={() => {
            run(fail);
          }}
        >
          Run one that fails
        </button>
      </div>
      <Problem error={error} title="The job was not accepted" />
    </>
  );
}
