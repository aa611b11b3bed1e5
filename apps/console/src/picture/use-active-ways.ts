import { useEffect, useState } from 'preact/hooks';
import { useLive } from '../context.ts';
import type { Tone } from '../protocol.ts';

const highlightMs = 1500;

/** The paths with recent moves, and their tones. */
export function useActiveWays(): ReadonlyMap<string, Tone> {
  const { watchMoves } = useLive();
  const [active, setActive] = useState<ReadonlyMap<string, Tone>>(new Map());
  useEffect(() => {
    const since = new Map<string, { readonly tone: Tone; readonly at: number }>();
    const show = () => {
      const now = performance.now();
      for (const [way, { at }] of since) if (now - at >= highlightMs) since.delete(way);
      setActive(new Map([...since].map(([way, { tone }]) => [way, tone])));
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stopWatching = watchMoves((moves) => {
      for (const { from, to, tone } of moves) since.set(`${from} ${to}`, { tone, at: performance.now() });
      if (moves.length === 0) return;
      show();
      clearTimeout(timer);
      timer = setTimeout(show, highlightMs);
    });
    return () => {
      stopWatching();
      clearTimeout(timer);
    };
  }, [watchMoves]);
  return active;
}
