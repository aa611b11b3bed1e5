// Prints what the gateway makes of a request to POST /jobs. Argument: {template, body, requestId, now} as JSON.
import { createMappingTemplateEngine } from '@jobs/local-aws/api-gateway';

const { template, body, requestId, now } = JSON.parse(process.argv[2]);
const render = createMappingTemplateEngine().compile(template, 'the request template of POST /jobs');
const { body: event } = render({
  body,
  parameters: { path: {}, querystring: {}, header: {} },
  stageVariables: {},
  context: { requestId, requestTimeEpoch: now, path: '/dev/jobs', identity: { sourceIp: '127.0.0.1' } },
});
process.stdout.write(event);
