import { type Expression, expressions, probeRequest } from '@jobs/infra/verification';
import { compared, type Probe, type ProbeContext } from '../probe.ts';
import { type Answer, send } from '../signed-request.ts';

interface Call {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly isSigned?: boolean;
}

/** Calls the API of the verification stack. */
function call(path: string, context: ProbeContext, { body = '{}', headers = {}, isSigned = true }: Call = {}) {
  const { region, callerCredentials, verification, signal } = context;
  const url = new URL(path, verification.ApiEndpoint).href;
  return send({
    ...{ url, service: 'execute-api', region, body, headers, signal },
    ...(isSigned && { credentials: callerCredentials }),
  });
}

const statusAndMessage = ({ status, body }: Answer) => `${status} ${body.trim()}`;

function expressionProbe({ name, fact, place, before = '', expression, expected }: Expression): Probe {
  return {
    fact,
    statement: `${before}${expression} in a template for the ${place} gives ${expected}`,
    ask: async (context) => {
      const path = `expressions/${name}?${new URLSearchParams(probeRequest.query).toString()}`;
      const answer = await call(path, context, probeRequest);
      return compared(String(expected), answer.status === 200 ? answer.body : String(answer.status));
    },
  };
}

/** A call, with the expected status and body. */
function callProbe(fact: string | undefined, statement: string, path: string, request: Call, expected: string): Probe {
  return {
    ...(fact !== undefined && { fact }),
    statement,
    ask: async (context) => compared(expected, statusAndMessage(await call(path, context, request))),
  };
}

const missingToken = '403 {"message":"Missing Authentication Token"}';
const invalid = { body: '{}', headers: { 'X-Required': 'x' } };
const withNumber = (number: string): Call => ({ ...invalid, body: `{"number": ${number}}` });
const notAnInteger = String.raw`400 {"message": "Invalid request body"}`;

export const gatewayProbes: readonly Probe[] = [
  ...expressions.map(expressionProbe),
  callProbe(
    'A20',
    'an unknown route is reported before the signature is checked',
    'nowhere',
    { isSigned: false },
    missingToken,
  ),
  callProbe(
    'A20',
    'the signature is checked before parameters and body',
    'checks/validated',
    { isSigned: false },
    missingToken,
  ),
  callProbe(
    'A20',
    'parameters are checked before the body',
    'checks/validated',
    {},
    '400 {"message": "Missing required request parameters: [X-Required]"}',
  ),
  callProbe('A33', '1 is a whole number', 'checks/validated', withNumber('1'), '200 valid'),
  ...['1.0', '1e0', '5.0'].map((number) =>
    callProbe('A33', `${number} is not a whole number`, 'checks/validated', withNumber(number), notAnInteger),
  ),
  {
    fact: 'A74',
    statement: 'a response template sets the status and a header, its name in brackets',
    ask: async (context) => {
      const { status, headers } = await call('checks/override', context);
      return compared('202 by template', `${status} ${headers.get('x-made') ?? 'without the header'}`);
    },
  },
  callProbe(
    'A75',
    'a second override of the status is an error',
    'checks/override-twice',
    {},
    '500 {"message": "Internal server error"}',
  ),
  callProbe(
    undefined,
    'the gateway does not send aws:SourceAccount when it assumes the role of an integration',
    'checks/source-account',
    {},
    '500 {"message": "Internal server error"}',
  ),
  {
    fact: 'A12',
    statement: 'a signed header that was not sent is named in the rejection',
    ask: async (context) => {
      const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
      const scope = `${context.callerCredentials.accessKeyId}/${time.slice(0, 8)}/${context.region}/execute-api/aws4_request`;
      const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-foo;x-amz-date, Signature=0`;
      const headers = { authorization, 'x-amz-date': time };
      const answer = await call('checks/override', context, { isSigned: false, headers });
      const text = "'x-foo' is named as a SignedHeader, but it does not exist in the HTTP request";
      return compared(
        `403, with "${text}"`,
        answer.body.includes(text) ? `${answer.status}, with "${text}"` : statusAndMessage(answer),
      );
    },
  },
];
