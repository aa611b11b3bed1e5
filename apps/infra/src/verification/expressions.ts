/** A mapping template expression and the result expected from API Gateway. */
export interface Expression {
  /** The last part of its path. */
  readonly name: string;
  /** The number of the fact in docs/facts. */
  readonly fact: string;
  /** Which template it is used in. */
  readonly place: 'request' | 'response';
  /** Directives before the expression. @default none */
  readonly before?: string;
  /** Must not contain double quotes, because it is put between them. */
  readonly expression: string;
  /** The text that it renders; 500 when the gateway fails on it. */
  readonly expected: string | 500;
}

/** The request that all expressions see, with a lower-case header. */
export const probeRequest = {
  body: String.raw`{"text": "it's a/b ä\u2028", "number": 1.0, "long": 0.99999999999999999999, "list": ["a/b"], "map": {"a": [1]}}`,
  headers: { 'x-probe': 'Ab-12' },
  query: { q: 'x' },
} as const;

const inRequest: readonly Omit<Expression, 'place'>[] = [
  { name: 'json-of-nothing', fact: 'A62', expression: "$input.json('$.nothing')", expected: '""' },
  { name: 'path-of-nothing', fact: 'A60', expression: "[$input.path('$.nothing')]", expected: '[]' },
  { name: 'unset-variable', fact: 'A69', expression: '[$nobody]', expected: '[]' },
  {
    name: 'escape-java-script',
    fact: 'A67',
    expression: "$util.escapeJavaScript($input.path('$.text'))",
    expected: String.raw`it\'s a\/b \u00E4\u2028`,
  },
  { name: 'json-text', fact: 'A61', expression: "$input.json('$.text')", expected: String.raw`"it's a/b ä\u2028"` },
  { name: 'json-number', fact: 'A61', expression: "$input.json('$.number')", expected: '1.0' },
  { name: 'json-long-number', fact: 'A61', expression: "$input.json('$.long')", expected: '0.99999999999999999999' },
  { name: 'list', fact: 'A59', expression: "$input.path('$.list')", expected: String.raw`["a\/b"]` },
  { name: 'map', fact: 'A59', expression: "$input.path('$.map')", expected: '{a=[1]}' },
  { name: 'header-in-other-case', fact: 'A94', expression: "[$input.params('X-Probe')]", expected: '[]' },
  { name: 'product', fact: 'V3', before: '#set($value = 6 * 7)', expression: '$value', expected: '42' },
  { name: 'remainder', fact: 'V3', before: '#set($value = 42 % 5)', expression: '$value', expected: '2' },
  { name: 'malformed-base64', fact: 'V7', expression: "$util.base64Decode('%%%')", expected: 500 },
];

/** Expressions that the stack's own templates use in both places. */
const inBoth: readonly Omit<Expression, 'place'>[] = [
  { name: 'header', fact: 'A94', expression: "$input.params('x-probe')", expected: 'Ab-12' },
  { name: 'header-names', fact: 'A63', expression: "$input.params().header.get('x-probe')", expected: 'Ab-12' },
  { name: 'contains-key', fact: 'A63', expression: "$input.params().querystring.containsKey('q')", expected: 'true' },
  ...(
    [
      ['length', '.length()', '5'],
      ['substring', '.substring(1, 3)', 'b-'],
      ['matches', ".matches('[A-Za-z]+-[0-9]+')", 'true'],
      ['contains', ".contains('-1')", 'true'],
      ['replace-all', ".replaceAll('[0-9]', 'x')", 'Ab-xx'],
      ['lower-case', '.toLowerCase()', 'ab-12'],
    ] as const
  ).map(([name, call, expected]) => ({
    name,
    fact: 'A78',
    before: "#set($text = $input.params('x-probe'))",
    expression: `$text${call}`,
    expected,
  })),
  {
    name: 'split',
    fact: 'V4',
    before: `#set($text = $input.params('x-probe'))#set($parts = $text.split("-"))`,
    expression: '$parts[1]',
    expected: '12',
  },
  {
    name: 'parse-json',
    fact: 'V4',
    before: '#set($numbers = $util.parseJson("[12]"))#set($more = $numbers[0] + 1)',
    expression: '$more',
    expected: '13',
  },
  {
    name: 'has-next',
    fact: 'V8',
    expression: '#foreach($i in [1, 2])$i#if($foreach.hasNext),#end#end',
    expected: '1,2',
  },
];

export const expressions: readonly Expression[] = [
  ...inRequest.map((expression) => ({ ...expression, place: 'request' as const })),
  ...inBoth.map((expression) => ({ ...expression, place: 'request' as const })),
  ...inBoth.map((expression) => ({
    ...expression,
    name: `${expression.name}-in-response`,
    place: 'response' as const,
  })),
];
