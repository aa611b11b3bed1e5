import { randomUUID } from 'node:crypto';
import { headerValue, type HttpRequest, type HttpResponse } from '../kernel/index.ts';
import { toXml, type XmlValue } from './xml.ts';

/** A service with the AWS query protocol: a form in, XML out (docs/facts/e.md#e3). */
export interface QueryService {
  /** The API version that clients send, such as `2011-06-15`. */
  readonly version: string;
  /** The XML namespace of its responses. */
  readonly namespace: string;
}

/**
 * Four times the maximum SNS message, because a form may need three characters per byte. Longer forms aren't parsed.
 */
const maxFormBytes = 1_048_576;

/**
 * The parameters of a request, from its query, where presigned requests have them, and from its form.
 * Undefined when it has no `Action`.
 */
export function queryParameters(request: HttpRequest): URLSearchParams | undefined {
  const parameters = new URLSearchParams(request.query);
  if (isForm(request) && request.body.length <= maxFormBytes) {
    for (const [name, value] of new URLSearchParams(request.body.toString('utf8'))) parameters.append(name, value);
  }
  return parameters.has('Action') ? parameters : undefined;
}

const isForm = (request: HttpRequest) =>
  headerValue(request, 'content-type')?.toLowerCase().startsWith('application/x-www-form-urlencoded') ?? false;

export function queryResponse({ namespace }: QueryService, action: string, result: XmlValue): HttpResponse {
  const requestId = randomUUID();
  const body = toXml({ [`${action}Result`]: result, ResponseMetadata: { RequestId: requestId } });
  return xmlResponse(200, requestId, `<${action}Response xmlns="${namespace}">${body}</${action}Response>`);
}

export function queryError(
  { namespace }: QueryService,
  error: { readonly status: number; readonly code: string; readonly message: string },
): HttpResponse {
  const requestId = randomUUID();
  const type = error.status < 500 ? 'Sender' : 'Receiver';
  const body = toXml({ Error: { Type: type, Code: error.code, Message: error.message }, RequestId: requestId });
  return xmlResponse(error.status, requestId, `<ErrorResponse xmlns="${namespace}">${body}</ErrorResponse>`);
}

const xmlResponse = (status: number, requestId: string, body: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
  body,
});
