const token =
  /\s*(?:("(?:[\u0020\u0021\u0023-\u005b\u005d-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)\b)|([{}[\],:]))/y;

const value = ['value', '{', '['];
const afterValue = { '{': [',', '}'], '[': [',', ']'], '': [] as string[] };

/** The position where a text stops being valid JSON: that of the first unexpected token, or the end. */
export function endOfJson(text: string): number {
  const open: ('{' | '[')[] = [];
  let expected = value;
  token.lastIndex = 0;
  for (let at = 0; ; at = token.lastIndex) {
    const found = token.exec(text);
    const kind = found?.[2] ?? (found?.[1]?.startsWith('"') ? 'string' : 'value');
    if (!found || !(expected.includes(kind) || (kind === 'string' && expected.includes('value'))))
      return skipSpace(text, at);
    const inside = open.at(-1) ?? '';
    if (kind === '{' || kind === '[') {
      open.push(kind);
      expected = kind === '{' ? ['string', '}'] : [...value, ']'];
    } else if (kind === '}' || kind === ']') {
      open.pop();
      expected = afterValue[open.at(-1) ?? ''];
    } else if (kind === ':') expected = value;
    else if (kind === ',') expected = inside === '{' ? ['string'] : value;
    else expected = expected === value || inside !== '{' ? afterValue[inside] : [':'];
  }
}

const skipSpace = (text: string, from: number) => from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
