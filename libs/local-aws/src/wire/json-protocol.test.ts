import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../kernel/index.ts';
import { acceptsTarget, jsonError, jsonRequest, jsonResponse } from './json-protocol.ts';

const request = (target: string | undefined, body: string): HttpRequest => ({
  method: 'POST',
  path: '/',
  query: '',
  headers: target === undefined ? [] : [['X-Amz-Target', target]],
  body: Buffer.from(body),
  sourceIp: '127.0.0.1',
});

describe('the AWS JSON protocol', () => {
  it('takes the operation from X-Amz-Target and the input from the body', () => {
    expect(jsonRequest(request('AWSEvents.ListArchives', '{"Limit":3}'))).toEqual({
      operation: 'ListArchives',
      input: { Limit: 3 },
    });
  });

  it('reads an empty body as an empty input', () => {
    expect(jsonRequest(request('AWSEvents.ListArchives', '')).input).toEqual({});
  });

  it.each(['{', '[]', '"text"', 'null'])('rejects the body %s', (body) => {
    expect(() => jsonRequest(request('AWSEvents.ListArchives', body))).toThrow(
      expect.objectContaining({ status: 400, code: 'SerializationException' }),
    );
  });

  it('rejects a request without a target', () => {
    expect(() => jsonRequest(request(undefined, '{}'))).toThrow(
      expect.objectContaining({ code: 'UnknownOperationException' }),
    );
  });

  it('accepts only targets of the given service', () => {
    expect(acceptsTarget(request('AWSEvents.PutEvents', '{}'), 'AWSEvents')).toBe(true);
    expect(acceptsTarget(request('AWSEventsV2.PutEvents', '{}'), 'AWSEvents')).toBe(false);
    expect(acceptsTarget(request(undefined, '{}'), 'AWSEvents')).toBe(false);
  });

  it('answers with the content type of its version and a request id', () => {
    const response = jsonResponse(200, { Replays: [] }, '1.1');

    expect(response).toMatchObject({ status: 200, body: '{"Replays":[]}' });
    expect(response.headers['content-type']).toBe('application/x-amz-json-1.1');
    expect(response.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('names an error in __type', () => {
    const response = jsonError({ status: 400, code: 'ValidationException', message: 'No.' }, '1.0');

    expect(response.status).toBe(400);
    expect(JSON.parse(response.body.toString())).toEqual({ __type: 'ValidationException', message: 'No.' });
  });
});
