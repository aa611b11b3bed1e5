import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';

const xml = (code: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>refused</Message></Error></ErrorResponse>`;

/** S3 has no element around its errors. */
const s3Xml = (code: string) => `<Error><Code>${code}</Code><Message>refused</Message></Error>`;

/** Answers each call with an error in the form of the protocol that it came in. */
const refuse: RequestListener = (request, response) => {
  request.resume();
  const { headers } = request;
  const code = String(headers['x-amz-target']).endsWith('ListTables') ? 'ResourceInUseException' : 'ProbeError';
  response.statusCode = 400;
  if (headers['content-type']?.includes('x-www-form-urlencoded')) response.end(xml(code));
  else if (headers.authorization?.includes('/s3/aws4_request')) response.end(s3Xml(code));
  else {
    response.setHeader('x-amzn-errortype', code);
    response.end(JSON.stringify({ __type: code, message: 'refused' }));
  }
};

/** Takes HTTP/1.1 and HTTP/2, which some clients speak, on a port each. */
export async function startRefusingServer() {
  const servers = [createServer(refuse), createHttp2Server(refuse as never)] as const;
  const [http1, http2] = await Promise.all(servers.map(listen));
  return {
    endpointFor: (service: string) => (http2Services.has(service) ? http2 : http1) ?? '',
    stop: () => {
      for (const server of servers) server.close();
    },
  };
}

const http2Services = new Set(['bedrock-runtime', 'kinesis']);

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
