import { priceOf } from './prices.ts';

/** One line of the bill. */
export interface CostLine {
  readonly part: string;
  readonly usd: number;
  /** The ids of the prices it uses. */
  readonly prices: readonly string[];
}

/** A part of the bill: units used, by the id of their price. */
export function costLine(part: string, used: Readonly<Record<string, number>>): CostLine {
  const usd = Object.entries(used).map(([id, units]) => {
    const price = priceOf(id);
    return (units / price.units) * price.usd;
  });
  return { part, usd: sum(usd), prices: Object.keys(used) };
}

export function totalUsd(lines: readonly CostLine[]): number {
  return sum(lines.map(({ usd }) => usd));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
