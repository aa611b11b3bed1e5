import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { allStages } from '@jobs/infra/all-stages';
import { synthesize } from '@jobs/infra/synthesize';

/** Synthesizes the stage dev with different memory and code for the processor: `FOLDER MEMORY_MB` */
const [folder = '', memoryMb = ''] = process.argv.slice(2);
const apps = resolve('apps');
const processor = join(folder, 'processor');
cpSync(join(apps, 'processor/dist'), processor, { recursive: true });
const handler = join(processor, 'handler.mjs');
const code = readFileSync(handler, 'utf8');
const updated = code.replace('I slept for', 'After the update I slept for');
if (updated === code) throw new Error(`${handler} does not contain the text to replace`);
writeFileSync(handler, updated);

const { dev } = allStages();
if (dev === undefined) throw new Error("Unknown stage 'dev'.");
const settings = { ...dev, processor: { ...dev.processor, memoryMb: Number(memoryMb) } };
synthesize(join(folder, 'cdk.out'), { dev: settings }, { processor, errorHandler: join(apps, 'error-handler/dist') });
