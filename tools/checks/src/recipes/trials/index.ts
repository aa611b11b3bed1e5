import { largeResults } from './large-results.ts';
import { reportToS3 } from './report-to-s3.ts';
import { secretAndHttp } from './secret-and-http.ts';
import type { Trial } from './trial.ts';

/** Additional checks by recipe name. */
export const trials: Readonly<Record<string, Trial>> = {
  'large-results': largeResults,
  'report-to-s3': reportToS3,
  'secret-and-http': secretAndHttp,
};
