import { InvokeError, type Lambda } from '@jobs/local-aws/lambda';
import type { EventJournalFile } from './event-journal-file.ts';

/** Goes on with the events that were not finished when the last run ended. */
export function resumeEvents(
  journal: EventJournalFile,
  lambda: Lambda,
  reportProblem: (problem: string) => void,
): void {
  for (const event of journal.kept) {
    try {
      lambda.resume(event);
    } catch (error) {
      if (!(error instanceof InvokeError)) throw error;
      journal.finished(event);
      reportProblem(
        `An event of ${event.functionName} was kept, and is dropped: the stack has no such function, or no such version or alias of it, now.`,
      );
    }
  }
}
