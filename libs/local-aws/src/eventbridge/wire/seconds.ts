/** Epoch milliseconds as the wire has times: epoch seconds, to the millisecond. */
export function seconds(epochMs: number): number;
export function seconds(epochMs: number | undefined): number | undefined;
export function seconds(epochMs: number | undefined): number | undefined {
  return epochMs === undefined ? undefined : epochMs / 1000;
}
