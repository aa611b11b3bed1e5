import ajvDraft04 from 'ajv-draft-04';
import {
  type Contract,
  listOperations,
  type Operation,
  requestBodyExample,
  requestBodySchema,
  responseSchema,
} from './contract.ts';
import { generatedNotice } from './generated-notice.ts';
import { answers, expectStatus, hasForm, hasHeaders, keep, type Script, test, untilFinished } from './postman-tests.ts';
import { dereference, namedSchema, type Schema } from './schema.ts';
import { toJsonSchema } from './to-json-schema.ts';

/**
 * A Postman collection (v2.1) that signs with AWS Signature and checks each response against the contract: a job from
 * its submission to its results, and rejected requests.
 */
export function postmanCollection(contract: Contract): object {
  const submit = find(contract, 'submitJob');
  const get = find(contract, 'getJob');
  const list = find(contract, 'listJobs');
  const cancel = find(contract, 'cancelJob');
  const parameters = requestBodyExample(contract, submit.operation);
  const bodySchema = namedSchema(requestBodySchema(submit.operation) ?? '');
  const [required] = resolved(contract, bodySchema).required ?? [];
  const [idProperty = ''] = resolved(contract, responseSchema(contract, submit.operation, '202')).required ?? [];
  return {
    info: {
      name: contract.info?.title,
      description: `${contract.info?.description ?? ''}\n${generatedNotice}`,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: awsSignature,
    variable: [
      ...Object.entries(variables(contract)),
      ['parameters', JSON.stringify(parameters)],
      ['maxWaitSeconds', '360'],
      ['jobId', ''],
    ].map(([key, value]) => ({ key, value })),
    item: [
      request(submit, {
        name: submit.operation.summary,
        body: '{{parameters}}',
        tests: [
          ...answers(contract, submit.operation, '202'),
          ...hasHeaders(contract, submit.operation, '202'),
          ...keep('jobId', idProperty),
        ],
      }),
      request(get, {
        name: get.operation.summary,
        tests: [
          ...answers(contract, get.operation, '200'),
          ...untilFinished(hasForm(contract, 'succeeds', { $ref: '#/components/schemas/SuccessfulJob' })),
        ],
      }),
      request(list, { name: list.operation.summary, tests: answers(contract, list.operation, '200') }),
      request(submit, {
        name: 'Submit a job to cancel',
        body: '{{parameters}}',
        tests: [...answers(contract, submit.operation, '202'), ...keep('jobId', idProperty)],
      }),
      request(cancel, {
        name: cancel.operation.summary,
        // A fast job may have already ended.
        tests: expectStatus(contract, cancel.operation, ['200', '409']),
      }),
      request(cancel, {
        name: 'Rejected: cancel an unknown job',
        jobId: 'unknown-{{$guid}}',
        tests: answers(contract, cancel.operation, '404'),
      }),
      ...rejectedBodies(contract, bodySchema).map(({ name, body }) =>
        request(submit, {
          name: `Rejected: ${name}`,
          body,
          tests: [
            ...answers(contract, submit.operation, '400'),
            ...(body === '{}' && required !== undefined
              ? test('names the property', [
                  `pm.expect(pm.response.json().details).to.include(${JSON.stringify(required)});`,
                ])
              : []),
          ],
        }),
      ),
      request(get, {
        name: 'Rejected: read an unknown job',
        jobId: 'unknown-{{$guid}}',
        tests: answers(contract, get.operation, '404'),
      }),
      request(submit, {
        name: 'Rejected: an unsigned request',
        body: '{{parameters}}',
        auth: { type: 'noauth' },
        tests: answers(contract, submit.operation, '403'),
      }),
    ],
  };
}

const awsSignature = {
  type: 'awsv4',
  awsv4: Object.entries({
    accessKey: '{{accessKey}}',
    secretKey: '{{secretKey}}',
    sessionToken: '{{sessionToken}}',
    region: '{{region}}',
    service: 'execute-api',
  }).map(([key, value]) => ({ key, value, type: 'string' })),
};

/** The API and the credentials; those of the local run until they are set. */
function variables({ servers = [] }: Contract): Record<string, string> {
  const defaults = servers.flatMap((server) => Object.entries(server.variables ?? {}));
  const local = servers.find(({ url }) => url.startsWith('http://'));
  const baseUrl = local?.url.replace(/\{(\w+)\}/g, (_, name: string) => local.variables?.[name]?.default ?? '') ?? '';
  const region = Object.fromEntries(defaults).region?.default ?? '';
  return { accessKey: '', secretKey: '', sessionToken: '', region, baseUrl };
}

type Found = ReturnType<typeof find>;

function find(contract: Contract, operationId: string) {
  const found = listOperations(contract).find(({ operation }) => operation.operationId === operationId);
  if (!found) throw new Error(`the Postman collection needs the operation ${operationId}.`);
  return found;
}

interface Request {
  readonly name: string | undefined;
  readonly body?: string;
  readonly auth?: object;
  readonly jobId?: string;
  readonly tests: Script;
}

function request(
  { method, path, operation }: Found,
  { name, body, auth, jobId = '{{jobId}}', tests }: Request,
): object {
  const json = { key: 'Content-Type', value: 'application/json' };
  return {
    name,
    event: [{ listen: 'test', script: { type: 'text/javascript', exec: tests } }],
    request: {
      method,
      header: [...(body === undefined ? [] : [json]), ...optionalHeaders(operation)],
      ...(auth && { auth }),
      ...(body !== undefined && { body: { mode: 'raw', raw: body, options: { raw: { language: 'json' } } } }),
      url: `{{baseUrl}}${path.replace('{jobId}', jobId)}`,
      description: operation.description,
    },
  };
}

/** Disabled; users can enable them to try the API by hand. */
function optionalHeaders({ parameters = [] }: Operation): object[] {
  return parameters
    .filter((parameter) => parameter.in === 'header')
    .map(({ name, description }) => ({ key: name, value: '{{$timestamp}}000-{{$guid}}', description, disabled: true }));
}

/** A body that the model rejects; none if it accepts everything. */
function rejectedBodies({ components: { schemas } }: Contract, schema: Schema): { name: string; body: string }[] {
  const accepts = new ajvDraft04.default({ strict: false, ownProperties: true }).compile(
    toJsonSchema(schemas, schema, 'draft-04'),
  );
  const bodies = [
    { name: 'a body without its required properties', value: {} },
    { name: 'a body that is not an object', value: 'text' },
    { name: 'a body that is not a string', value: {} },
    { name: 'a list with null', value: [null] },
    { name: 'a body that is null', value: null },
  ];
  const refused = bodies.find(({ value }) => !accepts(value));
  return refused ? [{ name: refused.name, body: JSON.stringify(refused.value) }] : [];
}

function resolved({ components: { schemas } }: Contract, schema: Schema): Schema {
  return dereference(schemas, schema);
}
