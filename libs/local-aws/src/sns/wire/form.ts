import { invalidParameter } from './errors.ts';

/** The items of a list in a form: `Entries.member.1.Id`, `Entries.member.2.Id`, … */
export function formList(parameters: URLSearchParams, name: string): readonly URLSearchParams[] {
  const items = new Map<number, URLSearchParams>();
  for (const [key, value] of parameters) {
    const [, index, rest] = new RegExp(`^${name}\\.(?:member|entry)\\.(\\d{1,3})\\.(.+)$`).exec(key) ?? [];
    if (index === undefined || rest === undefined) continue;
    const item = items.get(Number(index)) ?? new URLSearchParams();
    items.set(Number(index), item);
    item.append(rest, value);
  }
  return [...items].sort(([a], [b]) => a - b).map(([, item]) => item);
}

/** A map in a form: `Attributes.entry.1.key`, `Attributes.entry.1.value`, … */
export function formMap(parameters: URLSearchParams, name: string): ReadonlyMap<string, string> {
  return new Map(formList(parameters, name).map((entry) => [entry.get('key') ?? '', entry.get('value') ?? '']));
}

/** @throws ServiceError for an unsupported parameter, such as `Tags.member.1.Key` */
export function checkParameters(parameters: URLSearchParams, action: string, known: readonly string[]): void {
  for (const name of parameters.keys()) {
    const [first = ''] = name.split('.');
    if (first === 'Action' || first === 'Version' || first.startsWith('X-Amz-') || known.includes(first)) continue;
    throw invalidParameter(`${first} Reason: The local run does not support this parameter of ${action}`);
  }
}
