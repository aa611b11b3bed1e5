/**
 * The recorded calls: each case begins with empty tables. Most use operations and expressions that the
 * stack uses, the others cover what a job may do with a table.
 */

const S = (text) => ({ S: text });
const N = (number) => ({ N: String(number) });
const put = (item, more = {}) => ['PutItem', { TableName: 'Jobs', Item: item, ...more }];
const get = (id, more = {}) => ['GetItem', { TableName: 'Jobs', Key: { id: S(id) }, ConsistentRead: true, ...more }];
const update = (id, more) => ['UpdateItem', { TableName: 'Jobs', Key: { id: S(id) }, ...more }];
const query = (more) => ['Query', { TableName: 'Jobs', ...more }];
const scan = (more = {}) => ['Scan', { TableName: 'Jobs', ...more }];
const remove = (id, more = {}) => ['DeleteItem', { TableName: 'Jobs', Key: { id: S(id) }, ...more }];

const second = (at) => `2026-11-18T11:06:${String(at).padStart(2, '0')}.000Z`;
const job = (id, at, status, more = {}) => ({
  id: S(id),
  jobId: S(id),
  status: S(status),
  createdAt: S(second(at)),
  listKey: S('all'),
  statusKey: S(`all#${status}`),
  ...more,
});
const fiveJobs = [
  put(job('a', 1, 'Success', { finishedAt: S(second(9)), results: S('{}') })),
  put(job('b', 2, 'Running', { startedAt: S(second(3)) })),
  put(job('c', 3, 'Success', { expiresAt: N(100) })),
  put(job('d', 4, 'Failure', { expiresAt: N(300) })),
  put({ id: S('e'), status: S('Running') }),
];
const one = (value) => put({ id: S('x'), value });
const values = (value) => [one(value), get('x')];

const attributeValues = [
  { S: '' },
  { S: 'ä😀\u0000' },
  { N: '0' },
  { N: '-0' },
  { N: '007' },
  { N: '1.50' },
  { N: '1e3' },
  { N: '1E-130' },
  { N: '9.9999999999999999999999999999999999999e125' },
  { N: '1E126' },
  { N: '1E-131' },
  { N: '12345678901234567890123456789012345678' },
  { N: '123456789012345678901234567890123456789' },
  { N: '' },
  { N: ' 1' },
  { N: '0x1' },
  { N: 'NaN' },
  { B: 'AQI=' },
  { B: '' },
  { BOOL: true },
  { NULL: true },
  { NULL: false },
  { SS: ['b', 'a'] },
  { SS: [] },
  { SS: ['a', 'a'] },
  { NS: ['2', '1.0'] },
  { NS: ['1', '1.0'] },
  { BS: ['Ag==', 'AQ=='] },
  { L: [] },
  { L: [{ S: 'a' }, { N: '1' }, { L: [{ NULL: true }] }] },
  { M: {} },
  { M: { a: { M: { b: { S: 'c' } } } } },
  { M: { '': { S: 'x' } } },
  {},
  { X: 'a' },
  { S: 'a', N: '1' },
];

const named = (expression, names, attributes) => ({
  ConditionExpression: expression,
  ...(names && { ExpressionAttributeNames: names }),
  ...(attributes && { ExpressionAttributeValues: attributes }),
});
const stored = put({
  id: S('x'),
  text: S('hello'),
  number: N(5),
  flag: { BOOL: true },
  list: { L: [S('a'), N(2)] },
  map: { M: { inner: S('deep'), n: N(1) } },
  set: { SS: ['a', 'b'] },
  nothing: { NULL: true },
});
const conditions = [
  named('attribute_exists(id)'),
  named('attribute_not_exists(id)'),
  named('attribute_exists(map.inner)'),
  named('attribute_exists(list[1])'),
  named('attribute_exists(list[2])'),
  named('attribute_not_exists(missing) AND number = :n', undefined, { ':n': N(5) }),
  named('number = :n', undefined, { ':n': N('5.0') }),
  named('number <> :n', undefined, { ':n': S('5') }),
  named('number < :n', undefined, { ':n': S('5') }),
  named('missing <> :n', undefined, { ':n': N(5) }),
  named('number BETWEEN :a AND :b', undefined, { ':a': N(5), ':b': N(6) }),
  named('number BETWEEN :a AND :b', undefined, { ':a': N(6), ':b': N(5) }),
  named('#t IN (:a, :b)', { '#t': 'text' }, { ':a': S('x'), ':b': S('hello') }),
  named('begins_with(#t, :a)', { '#t': 'text' }, { ':a': S('he') }),
  named('begins_with(number, :a)', undefined, { ':a': S('5') }),
  named('contains(#t, :a)', { '#t': 'text' }, { ':a': S('ell') }),
  named('contains(#s, :a)', { '#s': 'set' }, { ':a': S('b') }),
  named('contains(#l, :a)', { '#l': 'list' }, { ':a': N(2) }),
  named('size(#t) = :n', { '#t': 'text' }, { ':n': N(5) }),
  named('size(#m) > :n', { '#m': 'map' }, { ':n': N(1) }),
  named('attribute_type(#t, :a)', { '#t': 'text' }, { ':a': S('S') }),
  named('attribute_type(#t, :a)', { '#t': 'text' }, { ':a': S('Q') }),
  named('NOT number = :n', undefined, { ':n': N(5) }),
  named('number = :n OR #t = :t AND missing = :n', { '#t': 'text' }, { ':n': N(5), ':t': S('hello') }),
  named('(number = :n OR #t = :t) AND missing = :n', { '#t': 'text' }, { ':n': N(5), ':t': S('hello') }),
  named('flag = :t', undefined, { ':t': { BOOL: true } }),
  named('nothing = :t', undefined, { ':t': { NULL: true } }),
  named('map = :m', { '#unused': 'x' }, { ':m': { M: {} } }),
  named('#m = :m', { '#m': 'map' }, { ':m': { M: { n: N('1.0'), inner: S('deep') } } }),
  named('#l = :l', { '#l': 'list' }, { ':l': { L: [S('a'), N('2.0')] } }),
  named('#l <> :l', { '#l': 'list' }, { ':l': { L: [N(2), S('a')] } }),
  named('NOT (#m = :m OR flag = :f)', { '#m': 'map' }, { ':m': { M: { n: N(2) } }, ':f': { BOOL: false } }),
  named('#m IN (:a, :m)', { '#m': 'map' }, { ':a': N(1), ':m': { M: { n: N(1), inner: S('deep') } } }),
  named('#m = #m', { '#m': 'map' }),
  named('#s = :s', { '#s': 'set' }, { ':s': { SS: ['b', 'a'] } }),
  named('number = :n', undefined, { ':n': N(5), ':unused': N(1) }),
  named('number = :missing', undefined, { ':n': N(5) }),
  named('#missing = :n', undefined, { ':n': N(5) }),
  named('number = :n', { '#unused': 'x' }, { ':n': N(5) }),
  named('status = :n', undefined, { ':n': N(5) }),
  named('number = ', undefined, { ':n': N(5) }),
  named('number == :n', undefined, { ':n': N(5) }),
  named(''),
  named('attribute_exists(id) AND'),
  named('unknown(id)'),
  named('attribute_exists(:n)', undefined, { ':n': N(5) }),
  named('size(id)'),
  named(':n = :n', undefined, { ':n': N(5) }),
  named('number = number'),
  named('attribute_exists(id', undefined),
  named('number = :n', undefined, { n: N(5) }),
  named('number = :n', undefined, { ':n': {} }),
  named('#a = :n', { a: 'number' }, { ':n': N(5) }),
  { ExpressionAttributeValues: { ':n': N(5) } },
  { ExpressionAttributeNames: { '#n': 'number' } },
];

const changing = (expression, names, attributes, more = {}) => ({
  UpdateExpression: expression,
  ...(names && { ExpressionAttributeNames: names }),
  ...(attributes && { ExpressionAttributeValues: attributes }),
  ReturnValues: 'ALL_NEW',
  ...more,
});
const updates = [
  changing('SET number = number + :n', undefined, { ':n': N('0.1') }),
  changing('SET number = number - :n', undefined, { ':n': N(7) }),
  changing('SET number = :n + :n', undefined, { ':n': S('a') }),
  changing('SET number = missing + :n', undefined, { ':n': N(1) }),
  changing('SET #c = if_not_exists(#c, :n)', { '#c': 'counter' }, { ':n': N(1) }),
  changing('SET number = if_not_exists(number, :n)', undefined, { ':n': N(1) }),
  changing('SET #l = list_append(#l, :l)', { '#l': 'list' }, { ':l': { L: [S('z')] } }),
  changing('SET #l = list_append(#l, :l)', { '#l': 'text' }, { ':l': { L: [S('z')] } }),
  changing('SET #l[9] = :n', { '#l': 'list' }, { ':n': N(9) }),
  changing('SET #m.inner = :n, #m.fresh = :n', { '#m': 'map' }, { ':n': N(9) }),
  changing('SET missing.inner = :n', undefined, { ':n': N(9) }),
  changing('SET number.inner = :n', undefined, { ':n': N(9) }),
  changing('SET #m = :n, #m.inner = :n', { '#m': 'map' }, { ':n': N(9) }),
  changing('SET number = :n, number = :n', undefined, { ':n': N(9) }),
  changing('SET id = :n', undefined, { ':n': S('y') }),
  changing('REMOVE id'),
  changing('REMOVE #t, missing, #l[0]', { '#t': 'text', '#l': 'list' }),
  changing('REMOVE missing.inner'),
  changing('ADD number :n', undefined, { ':n': N(3) }),
  changing('ADD fresh :n', undefined, { ':n': N(3) }),
  changing('ADD #s :s', { '#s': 'set' }, { ':s': { SS: ['c', 'a'] } }),
  changing('ADD #t :n', { '#t': 'text' }, { ':n': N(3) }),
  changing('ADD number :n', undefined, { ':n': S('3') }),
  changing('DELETE #s :s', { '#s': 'set' }, { ':s': { SS: ['a', 'b'] } }),
  changing('DELETE #s :s', { '#s': 'set' }, { ':s': { SS: ['z'] } }),
  changing('DELETE number :n', undefined, { ':n': N(1) }),
  changing('SET number = :n REMOVE flag ADD fresh :n', undefined, { ':n': N(1) }),
  changing('SET number = :n SET flag = :n', undefined, { ':n': N(1) }),
  changing('', undefined),
  changing('SET number = :n', undefined, { ':n': N(5) }),
  changing('SET number = :n', undefined, { ':n': N(6) }, { ReturnValues: 'UPDATED_OLD' }),
  changing('SET number = :n, fresh = :n', undefined, { ':n': N(6) }, { ReturnValues: 'UPDATED_NEW' }),
  changing('SET number = :n', undefined, { ':n': N(6) }, { ReturnValues: 'ALL_OLD' }),
  changing('SET number = :n', undefined, { ':n': N(6) }, { ReturnValues: 'NONE' }),
  changing('SET number = :n', undefined, { ':n': N(6) }, { ReturnValues: 'SOME' }),
  changing('SET #m.inner = :n REMOVE #m.n', { '#m': 'map' }, { ':n': N(6) }, { ReturnValues: 'UPDATED_NEW' }),
  { ReturnValues: 'ALL_NEW' },
];

/** The same update as `POST /jobs/{jobId}/cancel`. */
const cancel = (id, isPending) =>
  update(id, {
    UpdateExpression: `SET #status = :cancelled, #finishedAt = :now, #statusKey = :statusKey, #listKey = :listKey${
      isPending ? ', #createdAt = if_not_exists(#createdAt, :accepted)' : ''
    } REMOVE #leaseExpiresAt, #progress`,
    ConditionExpression: isPending ? 'attribute_not_exists(#id) OR #status = :running' : '#status = :running',
    ExpressionAttributeNames: {
      ...(isPending && { '#id': 'id', '#createdAt': 'createdAt' }),
      '#status': 'status',
      '#finishedAt': 'finishedAt',
      '#statusKey': 'statusKey',
      '#listKey': 'listKey',
      '#leaseExpiresAt': 'leaseExpiresAt',
      '#progress': 'progress',
    },
    ExpressionAttributeValues: {
      ...(isPending && { ':accepted': S(second(0)) }),
      ':running': S('Running'),
      ':cancelled': S('Cancelled'),
      ':now': S(second(30)),
      ':statusKey': S('all#Cancelled'),
      ':listKey': S('all'),
    },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });

/** The same query as `GET /jobs`. */
const list = (more = {}, index = 'JobsByTime', key = 'listKey', value = 'all') =>
  query({
    IndexName: index,
    KeyConditionExpression: '#key = :key',
    FilterExpression: 'attribute_not_exists(#expiresAt) OR #expiresAt > :now',
    ExpressionAttributeNames: { '#key': key, '#expiresAt': 'expiresAt' },
    ExpressionAttributeValues: { ':key': S(value), ':now': N(200) },
    ScanIndexForward: false,
    Limit: 20,
    ...more,
  });
const place = (id, at, more = { listKey: S('all') }) => ({ id: S(id), createdAt: S(second(at)), ...more });

const byKey = (condition, attributes, more = {}) =>
  query({
    TableName: 'Pairs',
    KeyConditionExpression: condition,
    ExpressionAttributeValues: attributes,
    ...more,
  });
const pairs = [1, 2, 10, -3, 2.5].map((n) => [
  'PutItem',
  { TableName: 'Pairs', Item: { pk: S('p'), sk: N(n), kind: S(n > 2 ? 'large' : 'small') } },
]);
const p = { ':p': S('p') };

export const cases = [
  ...attributeValues.map((value) => [`a value ${JSON.stringify(value)}`, values(value)]),
  ...[
    put({}),
    put({ id: N(1) }),
    put({ id: S('') }),
    put({ id: S('x'.repeat(2049)) }),
    put({ id: S('x'), '': S('a') }),
    put({ id: S('x'), listKey: S('') }),
    put({ id: S('x'), listKey: N(1) }),
    update('x', { UpdateExpression: 'SET listKey = :k', ExpressionAttributeValues: { ':k': S('') } }),
    put({ id: S('x'), createdAt: { NULL: true } }),
    put({ id: S('x') }, { ReturnValues: 'ALL_NEW' }),
    put({ id: S('x') }, { ReturnValues: 'ALL_OLD' }),
    put({ id: S('x') }, { ReturnConsumedCapacity: 'TOTAL' }),
    put({ id: S('x') }, { ReturnConsumedCapacity: 'SOME' }),
    ['PutItem', { TableName: 'Missing', Item: { id: S('x') } }],
    ['PutItem', { TableName: 'Jobs' }],
    ['PutItem', { Item: { id: S('x') } }],
    ['PutItem', { TableName: 'a', Item: { id: S('x') } }],
    ['GetItem', { TableName: 'Jobs' }],
    ['GetItem', { TableName: 'Jobs', Key: {} }],
    ['GetItem', { TableName: 'Jobs', Key: { id: N(1) } }],
    ['GetItem', { TableName: 'Jobs', Key: { id: S('x'), other: S('y') } }],
    ['GetItem', { TableName: 'Jobs', Key: { other: S('y') } }],
    get(''),
    get('x'.repeat(2049)),
    ['Unknown', {}],
  ].map((call) => [`${call[0]} ${JSON.stringify(call[1]).slice(0, 90)}`, [call]]),
  ...[
    { ProjectionExpression: 'number, #t', ExpressionAttributeNames: { '#t': 'text' } },
    { ProjectionExpression: '#m.inner, #l[0]', ExpressionAttributeNames: { '#m': 'map', '#l': 'list' } },
    { ProjectionExpression: 'missing' },
    { ProjectionExpression: '#m, #m.inner', ExpressionAttributeNames: { '#m': 'map' } },
    { ProjectionExpression: 'status' },
    { ProjectionExpression: '' },
    { AttributesToGet: ['number'] },
    { ProjectionExpression: 'number', AttributesToGet: ['number'] },
  ].map((more) => [`get ${JSON.stringify(more)}`, [stored, get('x', more)]]),
  ...conditions.map((condition) => [
    `condition ${JSON.stringify(condition)}`,
    [stored, put({ id: S('x') }, condition), put({ id: S('new') }, condition)],
  ]),
  ...['ALL_OLD', 'NONE', 'ALL_NEW'].map((wish) => [
    `ReturnValuesOnConditionCheckFailure ${wish}`,
    [
      stored,
      put(
        { id: S('x') },
        { ...named('number = :n', undefined, { ':n': N(6) }), ReturnValuesOnConditionCheckFailure: wish },
      ),
    ],
  ]),
  ...updates.map((more) => [
    `update ${JSON.stringify(more)}`,
    [stored, update('x', more), update('new', more), get('x')],
  ]),
  ['cancel a running job', [...fiveJobs, cancel('b', false), cancel('b', false), list()]],
  ['cancel a job that has ended', [...fiveJobs, cancel('a', false), cancel('a', true)]],
  ['cancel a pending job', [cancel('1795000000000-x', true), cancel('1795000000000-x', true), list()]],
  ['cancel an unknown job', [cancel('x', false)]],
  ...[
    list(),
    list({ ScanIndexForward: true }),
    list({ Limit: 2 }),
    list({ Limit: 1, ExclusiveStartKey: place('d', 4) }),
    list({ ExclusiveStartKey: place('b', 2) }),
    list({ ExclusiveStartKey: { ...place('nobody', 3), createdAt: S('2026-11-18T11:06:03.500Z') } }),
    list({ ExclusiveStartKey: place('b', 2, { listKey: S('other') }) }),
    list({ ExclusiveStartKey: place('b', 2, {}) }),
    list({ ExclusiveStartKey: { id: S('b') } }),
    list({ ExclusiveStartKey: {} }),
    list({ Limit: 0 }),
    list({ Limit: -1 }),
    list({}, 'JobsByStatus', 'statusKey', 'all#Success'),
    list({ Limit: 1 }, 'JobsByStatus', 'statusKey', 'all#Success'),
    list({}, 'JobsByStatus', 'statusKey', 'all#Nothing'),
    list({}, 'Missing'),
    list({ ConsistentRead: true }),
    list({ Select: 'COUNT' }),
    list({ Select: 'ALL_ATTRIBUTES' }),
    list({ Select: 'ALL_PROJECTED_ATTRIBUTES' }),
    list({ ProjectionExpression: 'jobId' }),
    list({ ProjectionExpression: 'results' }),
    list({ ProjectionExpression: 'id, jobId, listKey, statusKey' }),
    list({ FilterExpression: 'attribute_exists(results) OR #expiresAt > :now' }),
    scan({ IndexName: 'JobsByTime', ProjectionExpression: 'results' }),
    scan({ FilterExpression: 'jobs = :m', ExpressionAttributeValues: { ':m': { M: {} } } }),
    list({ KeyConditionExpression: undefined }),
    list({ KeyConditionExpression: '#key > :key' }),
    list({ FilterExpression: '#key = :key AND #expiresAt = :now' }),
    list({ FilterExpression: 'expiresAt = :now', ExpressionAttributeNames: { '#key': 'listKey' } }),
    query({ IndexName: 'JobsByTime', Limit: 0 }),
  ].map((call) => [`list ${JSON.stringify(call[1]).slice(18, 400)}`, [...fiveJobs, call]]),
  ...[
    byKey('pk = :p', p),
    byKey('pk = :p', p, { ScanIndexForward: false, Limit: 2 }),
    byKey('pk = :p AND sk > :n', { ...p, ':n': N(2) }),
    byKey('pk = :p AND sk BETWEEN :n AND :m', { ...p, ':n': N(2), ':m': N(10) }),
    byKey('pk = :p AND sk = :n', { ...p, ':n': N('2.0') }),
    byKey('pk = :p AND sk = :n', { ...p, ':n': S('2') }),
    byKey('pk = :p AND begins_with(sk, :n)', { ...p, ':n': S('2') }),
    byKey('pk = :p AND sk <> :n', { ...p, ':n': N(2) }),
    byKey('pk = :p OR sk = :n', { ...p, ':n': N(2) }),
    byKey('pk = :p AND kind = :n', { ...p, ':n': S('small') }),
    byKey('sk = :n', { ':n': N(2) }),
    byKey('pk = :p AND sk > :n AND sk < :m', { ...p, ':n': N(2), ':m': N(10) }),
    byKey('pk = :p', p, {
      FilterExpression: 'kind = :k',
      ExpressionAttributeValues: { ...p, ':k': S('small') },
      Limit: 3,
    }),
    byKey('pk = :p', p, { ExclusiveStartKey: { pk: S('p'), sk: N(2) } }),
    byKey('pk = :p', p, { ExclusiveStartKey: { pk: S('q'), sk: N(2) } }),
    ['GetItem', { TableName: 'Pairs', Key: { pk: S('p'), sk: N('10.0') } }],
    ['GetItem', { TableName: 'Pairs', Key: { pk: S('p') } }],
    ['DeleteItem', { TableName: 'Pairs', Key: { pk: S('p'), sk: N(2) }, ReturnValues: 'ALL_OLD' }],
    ['Scan', { TableName: 'Pairs', Limit: 2 }],
    ['Scan', { TableName: 'Pairs', FilterExpression: 'sk > :n', ExpressionAttributeValues: { ':n': N(2) } }],
  ].map((call) => [`pairs ${JSON.stringify(call[1]).slice(21, 300)}`, [...pairs, call]]),
  ['delete', [stored, remove('x'), remove('x'), remove('x', { ReturnValues: 'ALL_OLD' }), get('x')]],
  [
    'delete on a condition',
    [
      stored,
      remove('x', named('number = :n', undefined, { ':n': N(6) })),
      remove('x', named('number = :n', undefined, { ':n': N(5) })),
    ],
  ],
  ['delete and return', [stored, remove('x', { ReturnValues: 'ALL_OLD' }), remove('x', { ReturnValues: 'ALL_NEW' })]],
  [
    'scan',
    [...fiveJobs.slice(0, 1), scan(), scan({ Select: 'COUNT' }), scan({ Limit: 0 }), scan({ TotalSegments: 2 })],
  ],
  [
    'scan an index',
    [
      ...fiveJobs,
      scan({ IndexName: 'JobsByStatus', FilterExpression: 'jobId = :j', ExpressionAttributeValues: { ':j': S('c') } }),
    ],
  ],
  [
    'a batch of writes and reads',
    [
      [
        'BatchWriteItem',
        {
          RequestItems: { Jobs: [{ PutRequest: { Item: { id: S('a') } } }, { PutRequest: { Item: { id: S('b') } } }] },
        },
      ],
      ['BatchGetItem', { RequestItems: { Jobs: { Keys: [{ id: S('a') }] } } }],
      ['BatchGetItem', { RequestItems: { Jobs: { Keys: [{ id: S('a') }, { id: S('a') }] } } }],
      ['BatchWriteItem', { RequestItems: { Jobs: [{ DeleteRequest: { Key: { id: S('a') } } }] } }],
      [
        'BatchWriteItem',
        {
          RequestItems: {
            Jobs: [{ DeleteRequest: { Key: { id: S('a') } } }, { PutRequest: { Item: { id: S('a') } } }],
          },
        },
      ],
      ['BatchWriteItem', { RequestItems: { Jobs: [] } }],
      ['BatchWriteItem', { RequestItems: {} }],
      get('a'),
      get('b'),
    ],
  ],
];
