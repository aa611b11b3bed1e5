import type { Move, Tone } from '../protocol.ts';
import { type Layout, pointAt, type Way } from './layout.ts';

export const maxDotsPerWay = 30;
export const travelMs = 900;
/** The time between two pulses. Dots leave within twice that time, so that pulses blend into each other. */
const pulseMs = 200;
const maxDotsPerPulse = Math.floor((maxDotsPerWay * pulseMs) / travelMs);

interface Dot {
  readonly way: Way;
  readonly tone: Tone;
  readonly startsAt: number;
  /** How many jobs it represents. */
  weight: number;
}

export interface DrawnDot {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly tone: Tone;
}

/** The moving dots. Where there are too many, one dot represents several jobs and is larger. */
export interface Dots {
  add(moves: readonly Move[], now: number): void;
  /** The current positions; dots that have arrived are removed. */
  draw(now: number): readonly DrawnDot[];
  readonly size: number;
}

export function createDots({ ways }: Layout, random: () => number = Math.random): Dots {
  const dots = new Map(ways.map((way) => [`${way.from} ${way.to}`, [] as Dot[]]));
  return {
    add(moves, now) {
      for (const { from, to, tone, count } of moves) {
        const way = ways.find((each) => each.from === from && each.to === to);
        const onWay = dots.get(`${from} ${to}`);
        if (!way || !onWay) continue;
        // Dots waiting for their turn are not visible yet.
        const free = Math.min(count, maxDotsPerPulse, maxDotsPerWay * (way.rank + 1) - onWay.length);
        const last = onWay.at(-1);
        if (free <= 0 && last) last.weight += count;
        for (let i = 0; i < free; i += 1) {
          const startsAt = now + way.rank * travelMs + ((i + random()) * 2 * pulseMs) / free;
          onWay.push({ way, tone, startsAt, weight: count / free });
        }
      }
    },
    draw(now) {
      const drawn: DrawnDot[] = [];
      for (const [key, onWay] of dots) {
        const under = onWay.filter(({ startsAt }) => now < startsAt + travelMs);
        if (under.length < onWay.length) dots.set(key, under);
        for (const { way, tone, startsAt, weight } of under) {
          const share = (now - startsAt) / travelMs;
          if (share >= 0) drawn.push({ ...pointAt(way.points, ease(share)), radius: radiusOf(weight), tone });
        }
      }
      return drawn;
    },
    get size() {
      return [...dots.values()].reduce((sum, onWay) => sum + onWay.length, 0);
    },
  };
}

const ease = (share: number): number => share * share * (3 - 2 * share);

/** From 4 for one job to 9 for hundreds. */
const radiusOf = (weight: number): number => Math.min(9, 4 + Math.log2(Math.max(1, weight)));
