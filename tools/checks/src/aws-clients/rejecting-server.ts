import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';

const xml = (code: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>refused</Message></Error></ErrorResponse>`;

/** S3 errors have no enclosing element. */
const s3Xml = (code: string) => `<Error><Code>${code}</Code><Message>refused</Message></Error>`;

/** Responds to each call with an error in the format of its protocol. */
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

/** Listens for HTTP/1.1 and, for clients that need it, HTTP/2 on separate ports. */
export async function startRejectingServer() {
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
