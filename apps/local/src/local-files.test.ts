import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { writeStackFiles } from './local-files.ts';
import type { LocalStack } from './local-stack.ts';

it('gives the sessions of each start a name of their own, because the AWS CLI keeps their credentials by it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'state-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const stack = { endpoint: 'http://127.0.0.1:1', region: 'eu-west-1', outputs: {} } as LocalStack;
  const sessionName = () => {
    writeStackFiles(folder, stack, { accessKeyId: 'AKIA', secretAccessKey: 'secret' });
    return /^role_session_name = ([\w+=,.@-]{2,64})$/m.exec(readFileSync(join(folder, 'aws-config'), 'utf8'))?.[1];
  };
  const first = sessionName();
  expect(first).toBeDefined();
  expect(sessionName()).not.toBe(first);
});
