import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ZodMiniType } from 'zod/mini';
import type { Contract } from '../generators/read-contract.ts';
import { toDraft04 } from '../generators/request-models.ts';
import type { Schema } from '../generators/schema.ts';
import { schemasSource } from '../generators/zod-schemas.ts';
import { requestModels } from './generated/request-models.gen.ts';
import * as schemas from './generated/schemas.gen.ts';
import { nearMisses, validDocuments } from './testing/documents.ts';

const documentsARun = 2000;

/** Feeds the same documents, half of them near-misses, to the gateway's model and to the functions' validator. */
function expectSameVerdicts(model: object, validator: ZodMiniType): void {
  const accepts = new Ajv.default({ strict: false, ownProperties: true, strictNumbers: true }).compile(model);
  const schema = model as Schema;
  let accepted = 0;
  let refused = 0;
  const documents = fc.tuple(fc.boolean(), validDocuments(schema), nearMisses(schema));
  fc.assert(
    fc.property(documents, ([isNearMiss, valid, nearMiss]) => {
      // What travels is JSON text, so that is what both sides read.
      const document: unknown = JSON.parse(JSON.stringify(isNearMiss ? nearMiss : valid));
      const verdict = accepts(document);
      if (verdict) accepted++;
      else refused++;
      expect(validator.safeParse(document).success).toBe(verdict);
    }),
    { numRuns: documentsARun },
  );
  expect(accepted).toBeGreaterThan(documentsARun / 4);
  expect(refused).toBeGreaterThan(documentsARun / 10);
}

describe('the request models and the validators of the contract', () => {
  it.each(Object.entries(requestModels))('say the same of %s', (name, model) => {
    const validator = (schemas as unknown as Record<string, ZodMiniType>)[`${name}Schema`];
    expect(validator).toBeDefined();
    expectSameVerdicts(model, validator!);
  });
});

/** Everything that the generators support, for the contracts that this one is going to become. */
const everything: Contract = {
  paths: {},
  components: {
    schemas: {
      Flags: { type: 'array', items: { type: 'boolean' } },
      Exact: {
        type: 'object',
        additionalProperties: false,
        required: ['code', 'size', 'ratio'],
        properties: {
          code: { type: 'string', pattern: '^[a-z]{2,3}$' },
          name: { type: 'string', minLength: 2, maxLength: 3 },
          kind: { type: 'string', enum: ['small', 'large'] },
          size: { type: 'integer', minimum: -2, maximum: 5 },
          ratio: { type: 'number', minimum: 0.5 },
          flags: { $ref: '#/components/schemas/Flags' },
          anything: {},
        },
      },
      Word: { type: 'string', minLength: 2, maxLength: 3 },
      TwoCharacters: { type: 'string', pattern: '^.{2}$' },
      Open: { type: 'object', required: ['x'], properties: { x: { type: 'integer' } } },
      OneOfThem: {
        oneOf: [{ $ref: '#/components/schemas/Exact' }, { type: 'string', maxLength: 2 }, { type: 'integer' }],
      },
    },
  },
};

describe('the generators', () => {
  it.each(Object.keys(everything.components.schemas))(
    'make a model and a validator that say the same: %s',
    async (name) => {
      const folder = join(import.meta.dirname, '../test-results');
      mkdirSync(folder, { recursive: true });
      const file = join(folder, 'everything.gen.ts');
      writeFileSync(file, schemasSource(everything, '../src/checks.ts'));
      const generated = (await import(file)) as Record<string, ZodMiniType>;
      expectSameVerdicts(toDraft04(everything, { $ref: `#/components/schemas/${name}` }), generated[`${name}Schema`]!);
    },
  );
});
