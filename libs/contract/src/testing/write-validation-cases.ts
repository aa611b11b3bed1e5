import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { toDraft04 } from '../../generators/request-models.ts';
import { namedSchema } from '../../generators/schema.ts';
import { likelyDocuments, nearMisses } from './documents.ts';
import { type GoldenContract, goldenContracts } from './golden-contracts.ts';
import { spelledTexts } from './number-spellings.ts';

/**
 * Writes the request models of the golden contracts with documents as cases for tools/json-schema-validator: the
 * example and the wrong body with their numbers in several notations, and random documents from a fixed seed.
 */
const file = join(import.meta.dirname, '../../../../tools/json-schema-validator/golden/request-models.cases.txt');
const documentsPerContract = 14;
const maxLength = 600;

function writeCases({ name, schemas, example, wrong }: GoldenContract): string {
  const root = namedSchema('JobParameters');
  const any = fc.oneof(likelyDocuments(schemas, root), nearMisses(schemas, root));
  const random = fc
    .sample(any, { numRuns: 4 * documentsPerContract, seed: 1 })
    .map((document) => JSON.stringify(document))
    .filter((text) => text.length <= maxLength)
    .slice(0, documentsPerContract);
  const texts = new Set([...spelledTexts(example), ...spelledTexts(wrong), ...random]);
  return [`=== ${name}`, JSON.stringify(toDraft04(schemas, root)), ...texts].join('\n');
}

writeFileSync(file, `${goldenContracts().map(writeCases).join('\n\n')}\n`);
