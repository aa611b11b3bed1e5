import { describe, expect, it } from 'vitest';
import { readEndpoint } from './base-url.ts';

describe('the URL of the API', () => {
  it.each([
    ['https://abc.execute-api.eu-west-1.amazonaws.com/dev', 'eu-west-1'],
    ['https://abc.execute-api.eu-west-1.amazonaws.com/dev/', 'eu-west-1'],
    ['https://abc.execute-api.us-gov-west-1.amazonaws.com/prod', 'us-gov-west-1'],
    ['https://abc.execute-api.cn-north-1.amazonaws.com.cn/prod', 'cn-north-1'],
    ['https://abc.execute-api-fips.us-east-1.amazonaws.com/prod', 'us-east-1'],
    ['https://vpce-1-2.execute-api.us-east-2.vpce.amazonaws.com/prod', 'us-east-2'],
    ['https://abc.execute-api.eu-central-1.api.aws/prod', 'eu-central-1'],
  ])('%s contains its region', (baseUrl, region) => {
    expect(readEndpoint(baseUrl)).toEqual({ baseUrl: baseUrl.replace(/\/$/, ''), region });
  });

  it.each([
    'http://127.0.0.1:4566/dev',
    'https://jobs.example.com',
    'https://abc.execute-api.localhost.localstack.cloud/dev',
    // Hosts that only begin like those of AWS.
    'https://abc.execute-api.eu-west-1.amazonaws.com.evil.example/dev',
    'https://evil.example/.execute-api.eu-west-1.amazonaws.com/dev',
  ])('%s does not, so the region is required', (baseUrl) => {
    expect(() => readEndpoint(baseUrl)).toThrow(/set region unless/);
    expect(readEndpoint(baseUrl, 'eu-west-1').region).toBe('eu-west-1');
  });

  it('prefers an explicit region to that of the host', () => {
    expect(readEndpoint('https://abc.execute-api.eu-west-1.amazonaws.com/dev', 'eu-west-2').region).toBe('eu-west-2');
  });

  it.each([
    '',
    '/dev',
    'abc.execute-api.eu-west-1.amazonaws.com/dev',
    'ftp://host/dev',
    'https://host/dev?x=1',
    'https://host/dev#x',
    'https://user:hunter2@host/dev',
  ])('rejects %j without repeating it', (baseUrl) => {
    expect(() => readEndpoint(baseUrl, 'eu-west-1')).toThrow(/^baseUrl must be https:\/\/host\/stage; /);
  });

  it.each(['http://jobs.example.com/dev', 'http://127.0.0.1.evil.example/dev', 'http://10.0.0.1/dev'])(
    'must be https where others can listen: %s',
    (baseUrl) => {
      expect(() => readEndpoint(baseUrl, 'eu-west-1')).toThrow(/must begin with https:\/\/.*allowHttp/);
      expect(readEndpoint(baseUrl, 'eu-west-1', true).baseUrl).toBe(baseUrl);
    },
  );

  it.each(['http://localhost:4566/dev', 'http://127.8.8.8/dev', 'http://[::1]:1/dev', 'http://api.localhost/dev'])(
    'may be http on this machine: %s',
    (baseUrl) => {
      expect(readEndpoint(baseUrl, 'eu-west-1').baseUrl).toBe(baseUrl);
    },
  );

  it('is rejected in time linear in its length', () => {
    expect(() => readEndpoint(`https://${'a'.repeat(200_000)} `, 'eu-west-1')).toThrow(/^baseUrl must be /);
  });
});
