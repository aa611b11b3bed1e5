import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { assumptions } from './cost/assumptions.ts';
import { measure } from './cost/measure.ts';
import { countPolls } from './cost/polls.ts';
import { profileSeconds } from './cost/profile.ts';
import { completionEventsFile, completionEventsPage } from './page/completion-events.ts';
import { costAndScalePage, measuredFile, pageFile, readMeasured } from './page/cost-and-scale.ts';
import { stackName } from './page/facts.ts';

const { values } = parseArgs({ options: { measure: { type: 'boolean', default: false } } });

if (values.measure) {
  const polls: Record<string, number> = {};
  for (const seconds of [0, ...profileSeconds])
    polls[seconds] = await countPolls(seconds + assumptions.overheadSeconds);
  const measured = { ...(await measure(stackName)), polls };
  writeFileSync(measuredFile, `${JSON.stringify(measured, null, 2)}\n`);
}
writeFileSync(pageFile, await costAndScalePage(readMeasured()));
writeFileSync(completionEventsFile, await completionEventsPage());
