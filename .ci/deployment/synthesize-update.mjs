// Synthesizes the stage dev with another setting and another code of the processor. Arguments: folder, memory in MB.
import process from 'node:process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { allStages } from '../../apps/infra/src/stages/all-stages.ts';
import { synthesize } from '../../apps/infra/src/synthesize.ts';

const [folder, memoryMb] = process.argv.slice(2);
const apps = resolve(import.meta.dirname, '../../apps');
const processor = join(folder, 'processor');
rmSync(folder, { recursive: true, force: true });
cpSync(join(apps, 'processor/dist'), processor, { recursive: true });
const handler = join(processor, 'handler.mjs');
const code = readFileSync(handler, 'utf8');
const updated = code.replace('I slept for', 'After the update I slept for');
if (updated === code) throw new Error(`${handler} does not have the text that is changed here`);
writeFileSync(handler, updated);

const { dev } = allStages();
const settings = { ...dev, processor: { ...dev.processor, memoryMb: Number(memoryMb) } };
synthesize(join(folder, 'cdk.out'), { dev: settings }, { processor, errorHandler: join(apps, 'error-handler/dist') });
