import { InvokeError, type Lambda } from '@jobs/local-aws/lambda';
import type { EventJournalFile } from './event-journal-file.ts';

/** Resumes the events that were not finished when the last run ended. */
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
        `Dropped a stored event for ${event.functionName}: the stack no longer has this function, version or alias.`,
      );
    }
  }
}
