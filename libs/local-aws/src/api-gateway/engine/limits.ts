import type { HttpRequest } from '../../kernel/index.ts';
import { GatewayError } from './gateway-error.ts';

/** Limits of payload, headers, URL, #foreach and time (docs/facts/a.md#a42) */
const maxBodyBytes = 10_485_760;
const maxHeaderBytes = 10_240;
const maxUrlBytes = 10_240;

/** @throws GatewayError if a request exceeds a limit that can't be raised (docs/facts/a.md#a42, #a43) */
export function checkLimits(request: HttpRequest): void {
  if (request.body.length > maxBodyBytes) throw tooLarge(`HTTP content length exceeded ${maxBodyBytes} bytes.`);
  if (request.path.length + request.query.length >= maxUrlBytes)
    throw tooLarge(`An HTTP line is larger than ${maxUrlBytes} bytes.`);
  let headerBytes = 0;
  for (const [name, value] of request.headers) headerBytes += name.length + value.length;
  if (headerBytes > maxHeaderBytes) throw tooLarge(`HTTP header is larger than ${maxHeaderBytes} bytes.`);
}

const tooLarge = (message: string) =>
  new GatewayError({ responseType: 'REQUEST_TOO_LARGE', errorType: 'RequestEntityTooLargeException', message });
