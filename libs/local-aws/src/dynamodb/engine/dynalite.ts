import { createRequire } from 'node:module';
import { type DynaliteModule, patchDynalite } from './patch-dynalite.ts';
import type { TableStreams } from './streams/table-streams.ts';

/** A value in DynamoDB's own JSON: the name of its type, and its content, such as `{"S": "a"}`. */
export type AttributeValue = Record<string, unknown>;

/** An item in DynamoDB's own JSON, such as `{"id": {"S": "a"}}`. */
export type Item = Record<string, AttributeValue>;

export type Callback<T = unknown> = (error: Error | null, result?: T) => void;

/** A part of dynalite's store, such as the items of one table. Its methods use callbacks. */
export interface SubStore {
  put(key: string, value: unknown, callback: Callback): void;
  get(key: string, callback: Callback): void;
  del(key: string, callback: Callback): void;
  batch(operations: readonly unknown[], callback: Callback): void;
  /** Calls back when the key is locked; `release` wraps the callback that finishes the work. */
  lock(key: string, locked: (release: (done: Callback) => Callback) => void): void;
}

/** The part of dynalite's store that is used here. */
export interface Store {
  readonly db: {
    keys(range: KeyRange): AsyncIterable<string>;
    values(range: KeyRange): ItemIterator;
    put(key: string, value: unknown, callback: Callback): void;
    del(key: string, callback: Callback): void;
    batch(operations: readonly Change[], callback?: Callback): Promise<void> | undefined;
    open(): Promise<void>;
    close(): Promise<void>;
  };
  readonly tableDb: SubStore & { awsAccountId: string; awsRegion: string };
  getItemDb(tableName: string): SubStore;
  getIndexDb(type: 'Local' | 'Global', tableName: string, indexName: string): SubStore;
  getTable(name: string, checkStatus: boolean | Callback, callback?: Callback): void;
  /** Checks an updated item before it is stored; throws a DynamoDbError if it must not be. */
  readonly checkUpdated?: (item: Item) => void;
  /** Records changes to items. */
  readonly streams?: TableStreams;
  /** Whether deletions are due to expiry. */
  readonly isExpiry?: boolean;
}

/** An element of a batch. */
export type Change =
  | { readonly type: 'put'; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly key: string };

export interface ItemIterator {
  nextv(size: number): Promise<unknown[]>;
  close(): Promise<void>;
  return?: () => Promise<void>;
}

export interface KeyRange {
  readonly gt: string;
  readonly lt: string;
}

type Action = (store: Store, input: unknown, callback: Callback) => void;

interface Validation {
  readonly types: unknown;
  readonly custom?: unknown;
}

interface Validations {
  readonly checkTypes: (input: unknown, types: unknown) => unknown;
  readonly checkValidations: (input: unknown, types: unknown, custom: unknown, store: Store) => void;
}

const require = createRequire(import.meta.url);

const operations: ReadonlySet<string> = new Set([
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'GetItem',
  'ListTagsOfResource',
  'PutItem',
  'Query',
  'Scan',
  'TagResource',
  'UntagResource',
  'UpdateItem',
  'UpdateTable',
]);

/** Whether dynalite supports the operation. */
export const isDynaliteOperation = (operation: string): boolean => operations.has(operation);

interface MemoryLevelModule {
  MemoryLevel: new (options: object) => object;
}

type CreateStore = (options: object) => Store;

let createStore: CreateStore | undefined;

/**
 * Loads dynalite with a store that keeps strings. By default it keeps buffers, which are slices of Node's pool: each
 * can keep 8 KB of the pool alive.
 */
function loadDynalite(): CreateStore {
  const file = require.resolve('dynalite/db/index.js');
  const memory = createRequire(file)('memory-level') as MemoryLevelModule;
  const { MemoryLevel } = memory;
  memory.MemoryLevel = class extends MemoryLevel {
    constructor(options: object) {
      super({ ...options, storeEncoding: 'utf8' });
    }
  };
  const module = require(file) as DynaliteModule & { readonly create: CreateStore };
  patchDynalite(module);
  return module.create;
}

/** Opens an in-memory store of dynalite, without its HTTP server. */
export async function openStore(): Promise<Store> {
  createStore ??= loadDynalite();
  const store = createStore({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  closeIterators(store);
  await store.db.open();
  return store;
}

/**
 * Dynalite closes its iterators with `return`, which the store's iterators lack. Left open, the iterator of each Query
 * and Scan would keep its snapshot of the items in memory forever.
 */
function closeIterators({ db }: Store): void {
  const values = db.values.bind(db);
  db.values = (range) => {
    const iterator = values(range);
    iterator.return = () => iterator.close();
    return iterator;
  };
}

/** Checks an operation's input as DynamoDB does; unknown members are left out. Throws dynalite's errors. */
export function checkInput(store: Store, operation: string, input: Readonly<Record<string, unknown>>): unknown {
  const { checkTypes, checkValidations } = require('dynalite/validations/index.js') as Validations;
  const { types, custom } = require(`dynalite/validations/${fileOf(operation)}`) as Validation;
  const checked = checkTypes({ ...input }, types);
  checkValidations(checked, types, custom, store);
  return checked;
}

/** Runs an operation whose input was checked. */
export function runAction(store: Store, operation: string, input: unknown, callback: Callback): void {
  const action = require(`dynalite/actions/${fileOf(operation)}`) as Action;
  action(store, input, callback);
}

type UpdateIndexes = (store: Store, table: object, before: undefined, item: Item, callback: Callback) => void;

/** Puts an item of a table into the table's indexes. */
export const updateIndexes: UpdateIndexes = (...args) => {
  (require('dynalite/db/index.js') as { readonly updateIndexes: UpdateIndexes }).updateIndexes(...args);
};

const fileOf = (operation: string) => `${operation.charAt(0).toLowerCase()}${operation.slice(1)}.js`;
