import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export interface Loaded<Value> {
  readonly value: Value | undefined;
  readonly error: Error | undefined;
  readonly reload: () => void;
  /** Shows a value obtained in another way, such as the response to a change. */
  readonly show: (value: Value) => void;
}

/**
 * Loads a value, again when one of `inputs` changes or `reload` is called. The previous value stays until the next one
 * is there; outdated responses are dropped.
 */
export function useLoaded<Value>(load: () => Promise<Value>, inputs: readonly unknown[]): Loaded<Value> {
  const [state, setState] = useState<{ readonly value?: Value; readonly error?: Error }>({});
  const latest = useRef(0);
  const reload = useCallback(() => {
    latest.current += 1;
    const own = latest.current;
    load().then(
      (value) => {
        if (own === latest.current) setState({ value });
      },
      (reason: unknown) => {
        const error = reason instanceof Error ? reason : new Error(String(reason));
        if (own === latest.current) setState((before) => ({ ...before, error }));
      },
    );
  }, inputs);
  useEffect(reload, [reload]);
  useEffect(() => () => void (latest.current = -1), []);
  const show = useCallback((value: Value) => {
    latest.current += 1;
    setState({ value });
  }, []);
  return { value: state.value, error: state.error, reload, show };
}

/** Calls back at most once per `everyMs`, and once more after the last change. */
export function useThrottled(callback: () => void, trigger: unknown, everyMs: number): void {
  const last = useRef(0);
  const isFirst = useRef(true);
  const saved = useRef(callback);
  saved.current = callback;
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return undefined;
    }
    const wait = Math.max(0, last.current + everyMs - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      saved.current();
    }, wait);
    return () => {
      clearTimeout(timer);
    };
  }, [trigger, everyMs]);
}
