import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../kernel/index.ts';
import { authenticate } from './signature.ts';

const versionResult = spawnSync('curl', ['--version'], { encoding: 'utf8' });
const version = versionResult.status === 0 ? /^curl (\d+)\.(\d+)/.exec(versionResult.stdout) : null;
/** `--aws-sigv4` was added in 7.75. */
const supportsSigV4 = version !== null && Number(version[1]) * 1000 + Number(version[2]) >= 7075;

const caller = { accountId: '1', accessKeyId: 'AKIAKNOWN', principalId: 'AIDA', arn: 'arn:aws:iam::1:user/a' };

// curl is not part of the project.
describe.skipIf(!supportsSigV4)(
  `curl --aws-sigv4${supportsSigV4 ? '' : ' (skipped: no curl of 7.75 or later)'}`,
  () => {
    const server = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const [path = '', query = ''] = (incoming.url ?? '').split('?');
        const headers = incoming.rawHeaders.flatMap((name, index, all): [string, string][] =>
          index % 2 === 0 ? [[name, all[index + 1] ?? '']] : [],
        );
        const { method = '' } = incoming;
        const request = { method, path, query, headers, body: Buffer.concat(chunks), sourceIp: '127.0.0.1' };
        response.end(answer(request));
      });
    });
    let origin = '';

    beforeAll(async () => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(async () => {
      server.close();
      await once(server, 'close');
    });

    const curl = async (path: string, ...options: string[]) => {
      const signing = ['--aws-sigv4', 'aws:amz:eu-west-1:execute-api', '--user', 'AKIAKNOWN:secret/+='];
      const { stdout } = await promisify(execFile)('curl', ['-sS', ...signing, ...options, `${origin}${path}`]);
      return stdout;
    };

    it.each([
      ['a GET', '/dev/jobs/1795000000000-6f1f9c9e-0b1c-4c0f-8d7b-9f6a2f3b1c11', []],
      ['a query', '/dev/jobs?a=1&b=2', []],
      ['a body', '/dev/jobs', ['-H', 'content-type: application/json', '-d', '{"seconds":1}']],
      [
        'headers with blanks and other alphabets',
        '/dev/jobs',
        ['-H', 'X-Note:  a   b ', '-H', 'X-Name: Jörg à Đà Nẵng'],
      ],
    ])('signs %s with a valid signature', async (_, path, options) => {
      await expect(curl(path, ...options)).resolves.toBe(caller.arn);
    });

    it('is rejected when signed with another secret', async () => {
      await expect(curl('/dev/jobs', '--user', 'AKIAKNOWN:other')).resolves.toMatch(/^InvalidSignature: /);
    });
  },
);

function answer(request: HttpRequest): string {
  const credentials = {
    find: (accessKeyId: string) =>
      accessKeyId === caller.accessKeyId ? { secretAccessKey: 'secret/+=', caller } : undefined,
  };
  try {
    return authenticate(request, { service: 'execute-api', region: 'eu-west-1', realTime: Date.now(), credentials })
      .arn;
  } catch (error) {
    const { code, message } = error as Error & { code: string };
    return `${code}: ${message}`;
  }
}
