import { compileMappingTemplate } from '@jobs/local-aws/api-gateway';

/** Prints the event that the gateway renders for POST /jobs. The argument is a `Request` as JSON. */
interface Request {
  /** The mapping template of the deployed method. */
  readonly template: string;
  readonly body: string;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const { template, body, requestId, now } = JSON.parse(process.argv[2] ?? '') as Request;
const render = compileMappingTemplate(template, 'the request template of POST /jobs');
const { body: event } = render({
  body,
  parameters: { path: {}, querystring: {}, header: {} },
  stageVariables: {},
  context: {
    httpMethod: 'POST',
    path: '/dev/jobs',
    stage: 'dev',
    protocol: 'HTTP/1.1',
    requestId,
    extendedRequestId: requestId,
    requestTime: new Date(now).toUTCString(),
    requestTimeEpoch: now,
    identity: { sourceIp: '127.0.0.1' },
    accountId: '000000000000',
    apiId: 'api',
    deploymentId: 'deployment',
    domainName: 'localhost',
    domainPrefix: 'localhost',
  },
});
process.stdout.write(event);
