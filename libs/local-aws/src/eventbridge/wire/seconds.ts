/** Converts epoch milliseconds to the wire format: epoch seconds with a fraction. */
export function seconds(epochMs: number): number;
export function seconds(epochMs: number | undefined): number | undefined;
export function seconds(epochMs: number | undefined): number | undefined {
  return epochMs === undefined ? undefined : epochMs / 1000;
}
