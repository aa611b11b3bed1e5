import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { KnownStack, Live } from './connection/live.ts';

export const LiveContext = createContext<Live | undefined>(undefined);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('LiveContext is missing: render this component inside its provider.');
  return live;
}

/** The loaded stack; pages are rendered only once it is loaded. */
export function useStack(): KnownStack {
  const stack = useLive().stack.value;
  if (!stack) throw new Error('The stack is not loaded yet: render this component only once it is.');
  return stack;
}
