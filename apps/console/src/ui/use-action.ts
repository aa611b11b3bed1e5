import { useState } from 'preact/hooks';

/** A button's action: whether it is in progress, and its error. */
export interface Action {
  readonly isBusy: boolean;
  readonly error: Error | undefined;
  readonly run: (work: () => Promise<unknown>) => void;
}

export function useAction(): Action {
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<Error | undefined>();
  const run = (work: () => Promise<unknown>) => {
    setIsBusy(true);
    setError(undefined);
    work()
      .catch((reason: unknown) => {
        setError(reason instanceof Error ? reason : new Error(String(reason)));
      })
      .finally(() => {
        setIsBusy(false);
      });
  };
  return { isBusy, error, run };
}
