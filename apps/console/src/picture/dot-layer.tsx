import { useEffect, useRef } from 'preact/hooks';
import { useLive } from '../context.ts';
import type { Tone } from '../protocol.ts';
import { createDots, type DrawnDot } from './dots.ts';
import type { Layout } from './layout.ts';

const tones: readonly Tone[] = ['neutral', 'good', 'warning', 'bad'];

/** Draws moving jobs between paths and stations. Hidden from screen readers, which read the counters. */
export function DotLayer({ layout }: { readonly layout: Layout }) {
  const live = useLive();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context) return undefined;
    return animate(canvas.current, context, layout, live.watchMoves);
  }, [layout, live]);
  return <canvas ref={canvas} class="dots" aria-hidden="true" />;
}

/** Draws while there are dots. @returns a function that stops it */
function animate(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  layout: Layout,
  watchMoves: ReturnType<typeof useLive>['watchMoves'],
): () => void {
  const dots = createDots(layout);
  let frame = 0;
  let colours = readColours(canvas);
  const draw = (now: number) => {
    const scale = fit(canvas, layout);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, layout.width, layout.height);
    const drawn = dots.draw(now);
    for (const tone of tones)
      drawTone(
        context,
        colours[tone],
        drawn.filter((dot) => dot.tone === tone),
      );
    frame = dots.size > 0 ? requestAnimationFrame(draw) : 0;
  };
  const stopWatching = watchMoves((moves) => {
    // With reduced motion only the paths light up; a background page skips dots until it is visible again.
    if (document.hidden || window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    dots.add(moves, performance.now());
    colours = readColours(canvas);
    if (frame === 0 && dots.size > 0) frame = requestAnimationFrame(draw);
  });
  return () => {
    stopWatching();
    cancelAnimationFrame(frame);
  };
}

type Colours = Readonly<Record<Tone, string>>;

/** The colours of the page's theme, which can change while it is open. */
function readColours(canvas: HTMLCanvasElement): Colours {
  const probe = canvas.parentElement ?? canvas;
  const read = (tone: Tone) => getComputedStyle(probe.querySelector(`.tone-${tone}`) ?? probe).color;
  return { neutral: read('neutral'), good: read('good'), warning: read('warning'), bad: read('bad') };
}

function fit(canvas: HTMLCanvasElement, layout: Layout): number {
  const width = Math.round(canvas.clientWidth * devicePixelRatio);
  const height = Math.round((width * layout.height) / layout.width);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  return width / layout.width;
}

/** A soft ring around each dot makes it glow without the cost of a blur. */
function drawTone(context: CanvasRenderingContext2D, colour: string, dots: readonly DrawnDot[]): void {
  for (const [grow, alpha] of [
    [4, 0.2],
    [0, 1],
  ] as const) {
    context.beginPath();
    for (const { x, y, radius } of dots) {
      context.moveTo(x + radius + grow, y);
      context.arc(x, y, radius + grow, 0, 2 * Math.PI);
    }
    context.globalAlpha = alpha;
    context.fillStyle = colour;
    context.fill();
  }
}
