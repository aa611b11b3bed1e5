import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ZodMiniType } from 'zod/mini';
import { schemaProblems } from '../generators/check-schemas.ts';
import { normalize } from '../generators/normalize.ts';
import { readContract, requestSchemas } from '../generators/read-contract.ts';
import { toDraft04 } from '../generators/request-models.ts';
import { namedSchema, type Schemas } from '../generators/schema.ts';
import { schemaValueProblems } from '../generators/value-problems.ts';
import { identifierOf } from '../generators/zod-schemas.ts';
import { jsonDocument } from './checks.ts';
import * as generated from './generated/schemas.gen.ts';
import { comparable } from './testing/comparable.ts';
import { likelyDocuments, nearMisses } from './testing/documents.ts';
import { importValidators, type Validators } from './testing/import-validators.ts';
import { anySchemas } from './testing/schemas.ts';

/** Whether the gateway's model and the functions' validator accept a document; they must agree. */
interface Verdicts {
  readonly gateway: boolean;
  readonly function: boolean;
}

function judge(schemas: Schemas, name: string, validator: ZodMiniType | undefined): (document: unknown) => Verdicts {
  if (!validator) throw new Error(`No validator for ${name}.`);
  const ajv = new Ajv.default({ strict: false, ownProperties: true, strictNumbers: true, unicodeRegExp: false });
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    validate: (step: number, value: number) => value % step === 0,
  });
  const accepts = ajv.compile(toDraft04(schemas, namedSchema(name)));
  const inFunction = jsonDocument(validator);
  return (document) => ({ gateway: accepts(document), function: inFunction.safeParse(document).success });
}

/** Documents as parsed from JSON text; half of them are one change away from a likely one. */
function documents(schemas: Schemas, name: string, count: number, seed: number): unknown[] {
  const schema = namedSchema(name);
  const any = fc.oneof(likelyDocuments(schemas, schema), nearMisses(schemas, schema));
  return fc.sample(any, { numRuns: count, seed }).map(comparable);
}

function expectSameVerdicts(schemas: Schemas, name: string, validators: Validators, count: number, seed: number) {
  const verdictsOf = judge(schemas, name, validators[identifierOf(name)]);
  const seen = { accepted: 0, refused: 0 };
  for (const document of documents(schemas, name, count, seed)) {
    const verdicts = verdictsOf(document);
    const what = () => `seed ${seed}: ${JSON.stringify(schemas[name])} and ${JSON.stringify(document)}`;
    // The only difference: the function rejects a name that JavaScript would lose.
    if (JSON.stringify(document).includes('"__proto__":')) expect(verdicts.function, what()).toBe(false);
    else if (verdicts.gateway !== verdicts.function)
      expect(verdicts, what()).toEqual({ gateway: true, function: true });
    seen[verdicts.gateway ? 'accepted' : 'refused']++;
  }
  return seen;
}

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

describe('the request models and the validators of the contract', () => {
  const contract = readContract(join(import.meta.dirname, '../../../openapi.yaml'));

  it.each([...requestSchemas(contract)])('agree on %s', (name) => {
    const seen = expectSameVerdicts(contract.components.schemas, name, generated, 2000, seed);
    expect(seen.accepted).toBeGreaterThan(0);
    expect(seen.refused).toBeGreaterThan(0);
  });
});

describe('the generators', () => {
  const schemasPerRun = 200;
  const documentsPerSchema = 50;

  it(`produce models and validators that agree on ${schemasPerRun} schemas with all keywords`, async () => {
    const contracts = fc
      .sample(anySchemas, { numRuns: 2 * schemasPerRun, seed })
      .map(normalize)
      .filter(
        (schemas) =>
          [...schemaProblems(schemas, new Set(Object.keys(schemas))), ...schemaValueProblems(schemas)].length === 0,
      )
      .slice(0, schemasPerRun);
    expect(contracts.length).toBe(schemasPerRun);
    const all = await importValidators(contracts);
    const seen = { accepted: 0, refused: 0 };
    contracts.forEach((schemas, index) => {
      const { accepted, refused } = expectSameVerdicts(schemas, 'Root', all[index] ?? {}, documentsPerSchema, seed);
      seen.accepted += accepted;
      seen.refused += refused;
    });
    expect(seen.accepted).toBeGreaterThan((schemasPerRun * documentsPerSchema) / 10);
    expect(seen.refused).toBeGreaterThan((schemasPerRun * documentsPerSchema) / 10);
  });
});
