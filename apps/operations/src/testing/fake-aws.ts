import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** The response of AWS to an operation: JSON or XML. */
export interface AwsAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object | string;
}

/** The responses to each operation; some depend on the request's body. */
export type AwsAnswers = Readonly<Record<string, AwsAnswer | ((body: string) => AwsAnswer)>>;

/**
 * Plays AWS for the SDK: responds to each operation, such as `GetParameter` or `GET /account`, with a given response.
 */
export async function startFakeAws(answers: AwsAnswers) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const target = request.headers['x-amz-target'];
      const operation =
        typeof target === 'string'
          ? target.slice(target.indexOf('.') + 1)
          : (new URLSearchParams(body).get('Action') ?? `${request.method ?? ''} ${request.url ?? ''}`);
      asked.push(operation);
      const answer = answers[operation] ?? unknownOperation(operation);
      const { status = 200, headers = {}, body: content } = typeof answer === 'function' ? answer(body) : answer;
      response.writeHead(status, headers).end(typeof content === 'string' ? content : JSON.stringify(content));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The operations that were requested. */
    asked,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const unknownOperation = (operation: string): AwsAnswer => ({
  status: 400,
  body: { __type: 'UnknownOperationException', message: `no response for ${operation}` },
});

/** A rejection of CloudFormation and STS. */
export const queryError = (status: number, code: string, message: string): AwsAnswer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
});

/** A rejection of the services that speak JSON. */
export const jsonError = (status: number, code: string, message: string): AwsAnswer => ({
  status,
  headers: { 'x-amzn-errortype': code, 'content-type': 'application/json' },
  body: { __type: code, message, Message: message },
});

/** A response of CloudFormation or STS. */
export const queryAnswer = (operation: string, result: string): AwsAnswer => ({
  headers: { 'content-type': 'text/xml' },
  body: `<${operation}Response><${operation}Result>${result}</${operation}Result></${operation}Response>`,
});
