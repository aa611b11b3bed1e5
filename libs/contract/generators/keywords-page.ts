import { integerFormats, stringFormats } from './formats.ts';
import { generatedNotice } from './generated-notice.ts';
import { type Keyword, keywords, unsupportedKeywords } from './keywords.ts';

/** The documentation page that lists the supported schema keywords. */
export function keywordsPage(): string {
  const all = Object.entries(keywords);
  const row = ([name, { value, note = '' }]: [string, Keyword]) => `| \`${name}\` | ${value.expected} | ${note} |`;
  const table = (effect: Keyword['effect']) => [
    '| Keyword | Value | |',
    '| --- | --- | --- |',
    ...all.filter(([, keyword]) => keyword.effect === effect).map(row),
  ];
  return [
    `<!-- ${generatedNotice} -->`,
    '',
    '# Schema keywords',
    '',
    'The schemas in [`openapi.yaml`](../openapi.yaml) are OpenAPI 3.0 schemas. A request body is checked by API Gateway ' +
      'and again by the function, which agree; results are checked by the function alone. `npx nx run contract:generate` ' +
      'rejects what they could not enforce, and lists all problems at once, each with its location and a fix.',
    '',
    '## Checked at the gateway and in the function',
    '',
    ...table('checked'),
    '',
    '## Documentation only',
    '',
    ...table('documentation'),
    '',
    '`readOnly` and `writeOnly` hide nothing: `GET /jobs/{jobId}` returns the parameters as sent.',
    '',
    '## Formats',
    '',
    'These are checked on both sides, with the same pattern or range. Any other format is documentation.',
    '',
    '| Format | |',
    '| --- | --- |',
    ...Object.keys(stringFormats).map((name) => `| \`${name}\` | text in this format |`),
    ...Object.entries(integerFormats).map(
      ([name, { minimum, maximum }]) => `| \`${name}\` | whole numbers from ${minimum} to ${maximum} |`,
    ),
    '',
    'A whole number without a format has the range of `int64`. A larger number would lose precision before it reaches the job; send it as text.',
    'API Gateway recognizes whole numbers by their notation: it rejects `5.0`, `5e0` and `1e+21`. JavaScript writes 5 as `5`, but 10²¹ and larger numbers as `1e+21`.',
    '',
    '## Rejected',
    '',
    'Keywords of other versions of JSON Schema:',
    '',
    '| Word | Instead |',
    '| --- | --- |',
    ...Object.entries(unsupportedKeywords).map(([name, instead]) => `| \`${name}\` | ${instead} |`),
    '',
    'Also rejected, because they would not mean the same everywhere:',
    '',
    '- patterns of a request that are not ECMAScript 5 (named groups, lookbehind, `\\p{…}`, `\\u{…}`), or that count characters with `.` or a negated set (`^.{2}$`): an emoji is two characters to API Gateway. Limit lengths with `minLength` and `maxLength`;',
    '- keywords that have no effect on their `type`, or that are next to a `$ref`;',
    '- a `$ref` to anything but `#/components/schemas/…`;',
    '- a discriminator whose mapping and branches have different values;',
    '- defaults and listed values that the rest of their schema rejects, or that have a property `__proto__`;',
    '- in a request, `enum` values that are lists or objects containing `null`: write a `oneOf` with one schema per value;',
    '- a property named `__proto__` or `hasOwnProperty`.',
    '',
  ].join('\n');
}
