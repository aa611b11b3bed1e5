import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { recordSignatures } from './record-signatures.ts';

const file = resolve(import.meta.dirname, '../golden/signatures.json');
writeFileSync(file, `${JSON.stringify(await recordSignatures(), null, 2)}\n`);
