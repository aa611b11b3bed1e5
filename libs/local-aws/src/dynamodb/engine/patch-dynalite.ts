import type { Item, Store } from './dynalite.ts';
import { type Expression, type MapPath, withDocumentsCompared } from './equal-documents.ts';
import { validationError } from './errors.ts';
import { itemBytes } from './item-bytes.ts';

/** The functions of dynalite's module `db` that its operations call through the module. */
export interface DynaliteModule {
  itemSize: (item: Item) => number;
  createKey: (item: Item, table: Table, keySchema?: unknown) => string;
  updateIndexes: (store: Store, table: Table, old: Item | undefined, item: Item | null, callback: unknown) => void;
  checkConditional: (input: Conditional, item: Item | undefined) => unknown;
  queryTable: (store: Store, table: Table, input: Read, ...more: unknown[]) => void;
  readonly mapPath: MapPath;
}

interface Index {
  readonly IndexName: string;
  readonly KeySchema: KeySchema;
  readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
}

interface Table {
  readonly KeySchema: KeySchema;
  readonly GlobalSecondaryIndexes?: readonly Index[];
}

type KeySchema = readonly { readonly AttributeName: string }[];

interface Conditional {
  readonly _condition?: { readonly expression: Expression };
}

/** The checked input of a Query or a Scan. */
interface Read {
  readonly IndexName?: string;
  readonly AttributesToGet?: readonly string[];
  readonly _projection?: { readonly paths: readonly (readonly [string])[] };
  readonly _filter?: { readonly pathHeads: Readonly<Record<string, boolean>> };
}

const maxKeyBytes = [
  [2048, 'Size of hashkey has exceeded the maximum size limit of2048 bytes'],
  [1024, 'Aggregated size of all range keys has exceeded the size limit of 1024 bytes'],
] as const;

/**
 * Makes dynalite count bytes instead of characters, compare lists and maps in conditions, and reject what an index
 * can't hold or doesn't have; and lets a store look at an updated item before it or its index entries are written.
 * Errors thrown here are caught by the guarded store.
 */
export function patchDynalite(module: DynaliteModule): void {
  const { createKey, updateIndexes, checkConditional, queryTable, mapPath } = module;
  module.itemSize = itemBytes;
  module.createKey = (item, table, keySchema) => {
    if (keySchema === undefined) checkKeySize(item, table);
    return createKey(item, table, keySchema);
  };
  module.updateIndexes = (store, table, old, item, callback) => {
    if (item) {
      store.checkUpdated?.(item);
      checkIndexKeys(item, table);
    }
    updateIndexes(store, table, old, item, callback);
  };
  module.checkConditional = (input, item = {}) => {
    const { _condition: condition } = input;
    if (!condition) return checkConditional(input, item);
    const expression = withDocumentsCompared(condition.expression, item, mapPath);
    return checkConditional({ ...input, _condition: { ...condition, expression } }, item);
  };
  module.queryTable = (store, table, input, ...more) => {
    checkProjection(input, table);
    queryTable(store, table, input, ...more);
  };
}

/** @throws DynamoDbError for an empty string or binary as an index key */
function checkIndexKeys(item: Item, { GlobalSecondaryIndexes: indexes = [] }: Table): void {
  for (const { IndexName: index, KeySchema: schema } of indexes) {
    for (const { AttributeName: name } of schema) {
      const { S: text, B: bytes } = item[name] ?? {};
      if (text !== '' && bytes !== '') continue;
      throw validationError(
        `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${text === '' ? 'string' : 'binary'} value. IndexName: ${index}, IndexKey: ${name}`,
      );
    }
  }
}

/** A global index can only return, and filter by, attributes that it projects. */
function checkProjection(input: Read, table: Table): void {
  const index = table.GlobalSecondaryIndexes?.find(({ IndexName: name }) => name === input.IndexName);
  if (!index || index.Projection.ProjectionType === 'ALL') return;
  const keys = [...table.KeySchema, ...index.KeySchema].map(({ AttributeName: name }) => name);
  const projected = new Set([...keys, ...(index.Projection.NonKeyAttributes ?? [])]);
  const returned = input._projection?.paths.map(([name]) => name) ?? input.AttributesToGet ?? [];
  const asked = [...returned, ...Object.keys(input._filter?.pathHeads ?? {})];
  const missing = asked.filter((name) => !projected.has(name));
  if (missing.length === 0) return;
  throw validationError(
    `One or more parameter values were invalid: Global secondary index ${index.IndexName} does not project [${missing.join(', ')}]`,
  );
}

/** Checks the size of string keys in UTF-8 bytes (docs/facts/d.md#d20). */
function checkKeySize(item: Item, { KeySchema: schema }: Table): void {
  schema.forEach(({ AttributeName: name }, at) => {
    const text = item[name]?.S;
    const [max, message] = maxKeyBytes[at === 0 ? 0 : 1];
    if (typeof text === 'string' && Buffer.byteLength(text) > max) {
      throw validationError(`One or more parameter values were invalid: ${message}`);
    }
  });
}
