import { useStack } from '../context.ts';
import { Problem } from '../ui/problem.tsx';
import { useAction } from '../ui/use-action.ts';
import { visible } from '../ui/visible-text.ts';

interface Props {
  readonly id: string;
  readonly onCancelled: () => void;
}

export function CancelButton({ id, onCancelled }: Props) {
  const { jobs } = useStack();
  const { isBusy, error, run } = useAction();
  const cancel = async () => {
    await jobs.cancel(id);
    onCancelled();
  };
  return (
    <>
      <button
        type="button"
        class="small"
        disabled={isBusy}
        onClick={() => {
          run(cancel);
        }}
        aria-label={`Cancel ${visible(id)}`}
      >
        Cancel
      </button>
      <Problem error={error} title="Not cancelled" />
    </>
  );
}
