const texts = [
  ...['', ' ', '.', '..', '../', '/', '//', '\\', "'", '"', '""', '"}', '"}}', '`', '\0', '\n', '\r\n', '\t', '\x7f'],
  ...[
    'ä',
    'é\u0301',
    '日本語',
    '😀',
    '\u202E',
    '\u2028',
    '\uFEFF',
    'ａ',
    '%',
    '%%',
    '%2F',
    '%00',
    '+',
    '&',
    '?',
    '#',
    ';',
  ],
  ...['$', '$x', '$jobId', '${x}', '$!{x}', '$tableName', '$input.body', '$context.identity.caller', '##', '#*', '*#'],
  ...['#set($x = 1)', '#end', '#if(true)', '#parse("x")', '#foreach($i in [1..9])', '{{x}}', '<%= x %>', '<script>'],
  ...['{}', '[]', '{"S":"x"}', '","S":"y', '"},"TableName":"x', 'null', 'true', 'undefined', 'NaN', '__proto__', '-1'],
  ...['constructor', 'toString', 'all', 'all#Success', 'AROAEXAMPLE/x', '*', '?*', 'a b', 'a,b', 'a:b', 'a=b', 'a@b'],
  ...['0', '1', '0000000000000-x', '9999999999999-x', '1795000000000', '1795000000000-', '-1795000000000-x', '1e99'],
  ...[
    '1795000000000-6f1f9c9e',
    '1795000000000-zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz',
    "1' OR '1'='1",
    '1; DROP TABLE x',
  ],
];

/** Path-encoded ids that no job has: malformed, hostile to templates, tables and paths, or too long. */
export const hostileIds: readonly string[] = [
  ...texts.map(encodeURIComponent),
  ...['%', '%zz', '%c3', '%ed%a0%80', 'a%2Fb', '%2e%2e%2f%2e%2e', '%252e%252e', '%5c', ';session=1', '$x', '(a)'],
  ...[129, 1024, 2048, 2049, 5000].map((length) => 'x'.repeat(length)),
];
