import { chaos } from './chaos.ts';
import { readOptions, usage } from './options.ts';
import { report } from './report.ts';

try {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(usage);
  } else {
    const say = (line: string) => process.stderr.write(`${line}\n`);
    const result = await chaos(options, say);
    process.stdout.write(report(options, result));
    const { lost, changed, twice, events } = result;
    const wrong = [lost, changed, twice, ...(events ? [events.missing, events.wrong, events.early] : [])];
    if (wrong.some((ids) => ids.length > 0)) process.exitCode = 1;
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
