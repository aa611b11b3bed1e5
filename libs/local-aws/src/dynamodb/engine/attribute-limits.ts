import { nestsDeeper } from '../../kernel/index.ts';
import type { AttributeValue, Item } from './dynalite.ts';
import { validationError } from './errors.ts';
import { significantDigits } from './item-bytes.ts';

/** The attributes in a checked input: whole items, and values and names in its expressions. */
interface CheckedInput {
  readonly Item?: Item;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly AttributeUpdates?: Readonly<Record<string, { readonly Value?: AttributeValue }>>;
  readonly Expected?: Readonly<Record<string, unknown>>;
  readonly AttributesToGet?: readonly string[];
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Item;
}

interface WriteRequest {
  readonly PutRequest?: { readonly Item: Item };
}

const maxNameBytes = 65_535;
/** 31 nested lists and maps, each of which takes two levels of JSON, plus two for a set. */
const maxJsonLevels = 64;
const maxDigits = 38;
const maxExponent = 125;
const minExponent = -130;

const nesting = 'Nesting Levels have exceeded supported limits';
/** DynamoDB's error for an item whose attributes are nested too deeply. */
export const nestedItem = `${nesting}: Attributes in the item have nested levels beyond supported limit`;

/**
 * Rejects attributes that dynalite accepts but DynamoDB does not: empty names, names of 64 KB or more, and values that
 * are nested too deeply (docs/facts/d.md#d20, #d21).
 * @param checked an input as dynalite has checked it
 */
export function checkAttributes(checked: unknown): void {
  const input = checked as CheckedInput;
  for (const item of itemsPut(input)) refuse(itemFault(item));
  for (const [name, { Value: value }] of Object.entries(input.AttributeUpdates ?? {})) {
    refuse(itemFault({ [name]: value ?? {} }));
  }
  for (const name of [...Object.keys(input.Expected ?? {}), ...(input.AttributesToGet ?? [])]) refuse(nameFault(name));
  for (const [key, name] of Object.entries(input.ExpressionAttributeNames ?? {})) {
    refuse(nameFault(name), (fault) => `ExpressionAttributeNames contains invalid value: ${fault} for key ${key}`);
  }
  for (const [key, value] of Object.entries(input.ExpressionAttributeValues ?? {})) {
    refuse(valueFault(value), (fault) => `ExpressionAttributeValues contains invalid value: ${fault} for key ${key}`);
  }
}

/**
 * Rejects an item that an update has nested too deeply, or whose numbers it has made too long (docs/facts/d.md#d21,
 * #d22).
 */
export function checkUpdated(item: Item): void {
  for (const value of Object.values(item)) {
    if (nestsDeeper(value, maxJsonLevels)) throw validationError(nesting);
    for (const number of numbersIn(value)) checkNumber(number);
  }
}

function itemsPut({ Item: item, RequestItems: requests }: CheckedInput): Item[] {
  const writes = Object.values(requests ?? {}).flatMap((each) => (Array.isArray(each) ? (each as WriteRequest[]) : []));
  return [item, ...writes.map(({ PutRequest: put }) => put?.Item)].filter((each) => each !== undefined);
}

function refuse(fault: string | undefined, message = (text: string) => text): void {
  if (fault !== undefined) throw validationError(message(fault));
}

function itemFault(item: Item): string | undefined {
  for (const [name, value] of Object.entries(item)) {
    const fault = nameFault(name) ?? valueFault(value);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function nameFault(name: string): string | undefined {
  if (name === '') return 'Empty attribute name';
  if (Buffer.byteLength(name) <= maxNameBytes) return undefined;
  return `Attribute name is too large, must be less than ${maxNameBytes + 1} bytes`;
}

function valueFault(value: AttributeValue): string | undefined {
  return nestsDeeper(value, maxJsonLevels) ? nestedItem : nameFaultIn(value);
}

function nameFaultIn({ M: map, L: list }: AttributeValue): string | undefined {
  if (map !== undefined) return itemFault(map as Item);
  for (const element of (list ?? []) as AttributeValue[]) {
    const fault = nameFaultIn(element);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function numbersIn({ N: number, M: map, L: list }: AttributeValue): string[] {
  if (number !== undefined) return [number as string];
  const inner = map !== undefined ? Object.values(map as Item) : ((list ?? []) as AttributeValue[]);
  return inner.flatMap(numbersIn);
}

function checkNumber(text: string): void {
  const { digits, exponent } = significantDigits(text);
  if (digits === '') return;
  if (exponent > maxExponent) {
    throw validationError('Number overflow. Attempting to store a number with magnitude larger than supported range');
  }
  if (exponent < minExponent) {
    throw validationError('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  }
  if (digits.length > maxDigits) {
    throw validationError(`DynamoDB only supports precision up to ${maxDigits} digits`);
  }
}
