import { readFileSync } from 'node:fs';
import * as z from 'zod';

const priceSchema = z.strictObject({
  usd: z.number().positive(),
  /** The number of units the price is for. */
  units: z.number().int().positive(),
  unit: z.string().min(1),
  what: z.string().min(1),
  source: z.url(),
  /** The date of the source; `undated` when it has none; `not read` when the price is from memory. */
  asOf: z.union([z.iso.date(), z.literal('undated'), z.literal('not read')]),
  /** The source of the price: AWS's page, a third party's, or none that could be read. */
  evidence: z.enum(['AWS', 'third party', 'none']),
});

const fileSchema = z.strictObject({
  region: z.string().regex(/^[a-z]{2}-[a-z]+-\d$/),
  prices: z.record(z.string(), priceSchema),
});

export type Price = z.output<typeof priceSchema>;

const file = fileSchema.parse(JSON.parse(readFileSync(new URL('prices.json', import.meta.url), 'utf8')));

/** The region of the prices. */
export const { region } = file;

export const allPrices: readonly (readonly [id: string, price: Price])[] = Object.entries(file.prices);

/** @throws Error when the table has no such price */
export function priceOf(id: string): Price {
  const price = file.prices[id];
  if (!price) throw new Error(`prices.json has no price '${id}'.`);
  return price;
}
