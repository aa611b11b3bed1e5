import { finalStatusForm, type ListedStatus } from '../generated/api.gen.ts';

const statuses: readonly string[] = ['Running', ...finalStatusForm.enum] satisfies ListedStatus[];

/** The rule for each parameter, in the words of the service, which reports the first violation. */
const rules: Readonly<Record<string, readonly [isValid: (text: string) => boolean, what: string]>> = {
  order: [(text) => text === 'asc' || text === 'desc', 'asc or desc'],
  status: [(text) => statuses.includes(text), `one of ${statuses.join(', ')}`],
  limit: [(text) => /^[1-9]\d{0,8}$/.test(text), 'a whole number of at least 1'],
  cursor: [isCursor, 'the nextCursor of a page'],
};

/** Why the service rejects a query; undefined if it does not. */
export function problemOf(query: URLSearchParams): string | undefined {
  const refused = Object.entries(rules).find(([name, [isValid]]) => {
    const text = query.get(name);
    return text !== null && !isValid(text);
  });
  return refused && `The parameter '${refused[0]}' is not valid: it must be ${refused[1][1]}.`;
}

function isCursor(text: string): boolean {
  try {
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [\w-]{1,128}$/.test(atob(text));
  } catch {
    return false;
  }
}
