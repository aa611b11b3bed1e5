import fc from 'fast-check';
import { requestTime } from '@jobs/local-aws/testing/api-gateway';
import { anyText } from './requests.ts';

const numbers = fc.constantFrom(
  ...['0', '-0', '1', '-1', '5.0', '1e3', '1E-7', '0.1', '2147483648', '9007199254740993', '12345678901234567890'],
  ...['0.99999999999999999999', '1.7976931348623157e308', '123456789.123456789', '1e21', '4.9e-324', '-1.50'],
  ...['1e400', '-1e400', '1e-400', '1.00000000000000000000', '-0.0000000000000000000', '12345678901234567890e-25'],
);

/** JSON as text, so that numbers keep their notation. */
const { json } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(
      numbers,
      anyText.map((text) => JSON.stringify(text)),
      fc.constantFrom('null', 'true', 'false', '[]', '{}'),
    ),
    fc.array(tie('json'), { maxLength: 4 }).map((items) => `[${items.join(', ')}]`),
    fc
      .array(fc.tuple(fc.oneof(fc.constantFrom('a', '2', '1', '__proto__', 'a'), anyText), tie('json')), {
        maxLength: 4,
      })
      .map((members) => `{ ${members.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(', ')} }`),
  ),
}));

/** The body of a `POST /jobs`. */
export const jobDocuments = fc.oneof(
  { weight: 8, arbitrary: json },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '\n{"a":1}\n', '{"a":1,"a":2}', `"${'x'.repeat(65_600)}"`) },
);

/** Lambda's responses to an event. */
export const lambdaAnswers = fc.oneof(
  fc.constant(''),
  fc
    .tuple(
      fc.constantFrom('message', 'Message', 'other'),
      fc.oneof(
        fc.constantFrom(
          'Could not parse request body into json',
          '1048577 byte payload is too large',
          'Rate Exceeded.',
        ),
        anyText,
      ),
    )
    .map(([name, message]) => JSON.stringify({ Type: 'User', [name]: message })),
);

const types = [
  'com.amazon.coral.validate#ValidationException',
  'com.amazon.coral.service#SerializationException',
  'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
  'com.amazon.coral.availability#ThrottlingException',
  'com.amazonaws.dynamodb.v20120810#RequestLimitExceeded',
  'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
  '',
];

/** DynamoDB's 4xx responses. */
export const tableRejections = fc.oneof(
  fc.tuple(fc.constantFrom(...types), anyText).map(([type, message]) => JSON.stringify({ __type: type, message })),
  fc.constantFrom('', '{}', '{"message":"no type"}', '{"__type":null}'),
);

const text = (values: fc.Arbitrary<string>) => values.map((S) => ({ S }));
const moments = fc.constantFrom('2026-11-18T11:06:40.000Z', '2026-11-18T11:06:46.123Z');
const statuses = fc.constantFrom('Running', 'Success', 'Failure', 'Cancelled');
const shown = { status: text(statuses), createdAt: text(moments) };
const times = { startedAt: text(moments), finishedAt: text(moments) };

/** A job as stored in the table: complete, from an older version, or with missing parts. */
const items = fc.record(
  {
    id: text(fc.oneof(fc.constantFrom('order-1', 'AROAEXAMPLE/order-1'), anyText)),
    ...shown,
    ...times,
    jobId: text(fc.oneof(fc.constant('order-1'), anyText)),
    parameters: text(json),
    results: text(json),
    error: fc.record({ M: fc.record({ type: text(anyText), message: text(anyText) }) }),
    progress: fc.record({
      M: fc.record(
        {
          percent: fc.constantFrom('0', '12.5', '100').map((N) => ({ N })),
          message: text(anyText),
          updatedAt: text(moments),
        },
        { requiredKeys: ['updatedAt'] },
      ),
    }),
    owner: text(anyText),
    leaseExpiresAt: fc.constant({ N: String(requestTime) }),
  },
  { requiredKeys: ['id', 'status', 'createdAt', 'error'] },
);

/** Responses of `GetItem`. */
export const itemsOfGet = fc.oneof(
  { weight: 5, arbitrary: items.map((Item) => JSON.stringify({ Item })) },
  { weight: 2, arbitrary: fc.constantFrom('{}', '{"Item":{}}', '{"Item":null}') },
);

/** Responses of `UpdateItem`. */
export const updatedItems = items.map((Attributes) => JSON.stringify({ Attributes }));

/** Error responses of `UpdateItem`, mostly failed conditions. */
export const cancelRejections = fc.oneof(
  items.map((Item) =>
    JSON.stringify({ __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', Item }),
  ),
  fc.constant('{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"failed"}'),
  tableRejections,
);

const listedItems = fc.record(
  { jobId: text(fc.oneof(fc.constant('order-1'), anyText)), ...shown, ...times },
  { requiredKeys: ['jobId', 'status', 'createdAt'] },
);
const keysOfPages = fc.record({
  id: text(fc.constantFrom('AROAEXAMPLE/order-1', 'AIDA123/1')),
  createdAt: text(moments),
});

/** Responses of `Query`. */
export const pagesOfJobs = fc
  .record(
    { Items: fc.array(listedItems, { maxLength: 4 }), LastEvaluatedKey: keysOfPages },
    { requiredKeys: ['Items'] },
  )
  .map((page) => JSON.stringify({ Count: page.Items.length, ...page }));

const cursors = fc
  .oneof(
    moments.map((moment) => `${moment} order-1`),
    moments.map((moment) => `${moment} a b`),
    moments.map((moment) => `${moment.slice(0, 19)}Z order-1`),
    anyText,
  )
  .map((place) => Buffer.from(place).toString('base64'));

/** The query of a `GET /jobs`. */
export const listQueries = fc.record(
  {
    cursor: fc.oneof(cursors, cursors, anyText),
    limit: fc.oneof(fc.constantFrom('1', '7', '100', '101', '999999999', '1000000000', '0', '-1', '1.5', '٣'), anyText),
    status: fc.oneof(statuses, fc.constantFrom('Pending', 'success', 'Running|Success', 'Failure\n'), anyText),
    order: fc.oneof(fc.constantFrom('asc', 'desc', 'asc', 'ASC', 'asc,desc'), anyText),
  },
  { requiredKeys: [] },
);
