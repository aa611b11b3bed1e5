import { couldNotTell, type Outcome, type Probe, type ProbeContext, type Verdict } from './probe.ts';
import { functionProbes } from './probes/functions.ts';
import { gatewayProbes } from './probes/gateway.ts';
import { stageProbes } from './probes/stage.ts';

export interface Answered {
  readonly probe: Probe;
  readonly verdict: Verdict;
}

export const probes: readonly Probe[] = [...gatewayProbes, ...functionProbes, ...stageProbes];

/**
 * Runs one probe after the other.
 * @param report called with each result
 */
export async function runProbes(context: ProbeContext, report: (answered: Answered) => void): Promise<Answered[]> {
  const all: Answered[] = [];
  for (const probe of probes) {
    context.signal.throwIfAborted();
    const answered = { probe, verdict: await ask(probe, context) };
    all.push(answered);
    report(answered);
  }
  return all;
}

async function ask(probe: Probe, context: ProbeContext): Promise<Verdict> {
  try {
    return await probe.ask(context);
  } catch (error) {
    return couldNotTell(error instanceof Error ? error.message : String(error));
  }
}

/** How many results have the outcome. */
export const countOf = (answers: readonly Answered[], outcome: Outcome): number =>
  answers.filter(({ verdict }) => verdict.outcome === outcome).length;
