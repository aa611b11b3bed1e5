import type { JobView } from '@jobs/console/protocol';
import { readFunctionLogLine } from '../../events/function-log-line.ts';
import { ConsoleRequestError } from '../errors.ts';
import type { JobRecord } from '../job-records.ts';
import { readItem } from '../table.ts';
import type { RouteContext } from './routes.ts';

/** @throws ConsoleRequestError when nothing is known of the job */
export async function viewJob({ stack, recorder, parameter: id }: RouteContext): Promise<JobView> {
  const record = recorder.jobs.get(id);
  const item = await readItem(stack, id);
  if (!record && item === undefined)
    throw new ConsoleRequestError(
      404,
      'NotFound',
      'Unknown job: it is neither in the table nor among the recorded jobs.',
    );
  return {
    id,
    timeline: record?.steps ?? [],
    logs: record?.logs.map(viewLog) ?? [],
    ...(item !== undefined && { item }),
    requests: record?.requests ?? [],
  };
}

function viewLog(line: JobRecord['logs'][number]): JobView['logs'][number] {
  const { time, level, message } = typeof line === 'string' ? readFunctionLogLine(line) : line;
  return { ...(time !== undefined && { at: time }), ...(level !== undefined && { level }), message };
}
