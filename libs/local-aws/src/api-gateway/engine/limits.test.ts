import { describe, expect, it } from 'vitest';
import { AdjustableClock } from '../../kernel/index.ts';
import { RestApiFixture } from '../testing/rest-api-fixture.ts';

describe('limits', () => {
  it('A42 A43 rejects a body over 10,485,760 bytes in plain text', async () => {
    const fixture = new RestApiFixture();
    const allowed = await fixture.send({ body: Buffer.alloc(10_485_760) });
    const refused = await fixture.send({ body: Buffer.alloc(10_485_761) });
    expect(allowed.status).toBe(200);
    expect(refused).toMatchObject({
      status: 413,
      headers: { 'content-type': 'text/plain' },
      body: 'HTTP content length exceeded 10485760 bytes.',
    });
  });

  it('A24 does not let a gateway response change the 413', async () => {
    const any = {
      responseType: 'DEFAULT_4XX',
      statusCode: '400',
      responseParameters: {},
      responseTemplates: { 'application/json': '{}' },
    };
    const refused = await new RestApiFixture({ api: { gatewayResponses: [any] } }).send({
      body: Buffer.alloc(10_485_761),
    });
    expect(refused).toMatchObject({ status: 413, body: 'HTTP content length exceeded 10485760 bytes.' });
  });

  it('A42 rejects headers of more than 10,240 bytes in total', async () => {
    const headers = (bytes: number) =>
      [
        ['a', 'x'.repeat(5_000)],
        ['b', 'x'.repeat(bytes - 5_002)],
      ] as const;
    const fixture = new RestApiFixture();
    expect((await fixture.send({ headers: headers(10_240) })).status).toBe(200);
    expect((await fixture.send({ headers: headers(10_241) })).status).toBe(413);
  });

  it('A42 rejects a URL of more than 10,240 bytes', async () => {
    expect((await new RestApiFixture().send({ query: 'x'.repeat(10_241) })).status).toBe(413);
  });

  it("A88 answers 429 when the rate is exceeded, and refills on the stack's clock", async () => {
    const clock = new AdjustableClock();
    const fixture = new RestApiFixture({ clock, api: { throttling: { rateLimit: 1, burstLimit: 2 } } });
    const statuses = async (count: number) => {
      const responses = await Promise.all(Array.from({ length: count }, () => fixture.send()));
      return responses.map(({ status }) => status);
    };
    expect(await statuses(3)).toEqual([200, 200, 429]);
    const refused = await fixture.send();
    expect(refused).toMatchObject({
      status: 429,
      headers: { 'x-amzn-ErrorType': 'TooManyRequestsException' },
      body: '{"message":"Too Many Requests"}',
    });
    expect(Object.keys(refused.headers).map((name) => name.toLowerCase())).not.toContain('retry-after');
    await clock.advance(1_000);
    expect(await statuses(2)).toEqual([200, 429]);
    await clock.advance(60_000);
    expect(await statuses(3)).toEqual([200, 200, 429]);
  });
});
