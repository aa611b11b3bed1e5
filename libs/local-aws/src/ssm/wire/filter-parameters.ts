import * as z from 'zod/mini';
import { ServiceError } from '../../wire/index.ts';
import type { Parameter } from '../engine/parameter.ts';

export const parameterFilters = z._default(
  z.array(
    z.strictObject({
      Key: z.string(),
      Option: z.optional(z.string()),
      Values: z._default(z.array(z.string()), []),
    }),
  ),
  [],
);

type Filter = z.output<typeof parameterFilters>[number];
type Matches = (parameter: Parameter) => boolean;

/** The parameters that match all filters, each by any of its values. */
export function filterParameters(parameters: readonly Parameter[], filters: readonly Filter[]): readonly Parameter[] {
  const all = filters.map(createMatcher);
  return parameters.filter((parameter) => all.every((matches) => matches(parameter)));
}

function createMatcher({ Key, Option, Values }: Filter): Matches {
  switch (Key) {
    case 'Name':
      return byText(Option ?? 'Equals', Values, ({ name }) => name);
    case 'Type':
      return byText(onlyEquals(Key, Option), Values, ({ latest }) => latest?.type ?? '');
    case 'Tier':
      return byText(onlyEquals(Key, Option), Values, ({ latest }) => latest?.tier ?? '');
    case 'Path':
      return byPath(Option ?? 'OneLevel', Values);
    default: {
      const message = `The local run supports the filter keys Name, Type, Tier and Path, not ${Key}.`;
      throw new ServiceError(400, 'InvalidFilterKey', message);
    }
  }
}

function byText(option: string, values: readonly string[], textOf: (parameter: Parameter) => string): Matches {
  switch (option) {
    case 'Equals':
      return (parameter) => values.includes(textOf(parameter));
    case 'BeginsWith':
      return (parameter) => values.some((value) => textOf(parameter).startsWith(value));
    case 'Contains':
      return (parameter) => values.some((value) => textOf(parameter).includes(value));
    default:
      throw invalidOption('Name', option);
  }
}

function byPath(option: string, values: readonly string[]): Matches {
  if (option !== 'OneLevel' && option !== 'Recursive') throw invalidOption('Path', option);
  return ({ name }) => values.some((path) => isBelow(name, path, option === 'Recursive'));
}

/** Whether a name is below a path such as `/a` or `/a/`: directly, or at any depth. */
export function isBelow(name: string, path: string, isRecursive: boolean): boolean {
  const folder = path.endsWith('/') ? path : `${path}/`;
  if (!name.startsWith(folder)) return folder === '/' && !name.includes('/');
  return isRecursive || !name.slice(folder.length).includes('/');
}

function onlyEquals(key: string, option = 'Equals'): 'Equals' {
  if (option === 'Equals') return option;
  throw invalidOption(key, option);
}

const invalidOption = (key: string, option: string) =>
  new ServiceError(400, 'InvalidFilterOption', `The filter option ${option} is not valid for the key ${key}.`);
