export { notAsked } from './not-asked.ts';
export type { ProbeContext } from './probe.ts';
export { formatReport as reportOf, summaryOf } from './report.ts';
export { probes, runProbes } from './run-probes.ts';
