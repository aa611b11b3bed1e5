import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { LocalStack } from '../stack/local-stack.ts';
import { writeStackFiles } from './local-files.ts';

it('gives the sessions of each user a name of their own, because the AWS CLI keeps their credentials by it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'state-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const stack = { endpoint: 'http://127.0.0.1:1', region: 'eu-west-1', outputs: {} } as LocalStack;
  const sessionName = (accessKeyId: string) => {
    writeStackFiles(folder, stack, { accessKeyId, secretAccessKey: 'secret' });
    return /^role_session_name = ([\w+=,.@-]{2,64})$/m.exec(readFileSync(join(folder, 'aws-config'), 'utf8'))?.[1];
  };
  const first = sessionName('AKIAFIRST');
  expect(first).toBeDefined();
  expect(sessionName('AKIAFIRST')).toBe(first);
  expect(sessionName('AKIASECOND')).not.toBe(first);
});
