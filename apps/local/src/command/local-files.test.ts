import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { LocalStack } from '../stack/local-stack.ts';
import { StackFiles } from './local-files.ts';

const stack = { endpoint: 'http://127.0.0.1:4567', region: 'eu-west-1', outputs: {} } as LocalStack;
const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'secret' };

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'state-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

it('names sessions by user, because the AWS CLI caches credentials by session name', () => {
  const folder = temporaryFolder();
  const sessionName = (accessKeyId: string) => {
    new StackFiles(folder).write(stack, { ...credentials, accessKeyId });
    return /^role_session_name = ([\w+=,.@-]{2,64})$/m.exec(readFileSync(join(folder, 'aws-config'), 'utf8'))?.[1];
  };
  const first = sessionName('AKIAFIRST');
  expect(first).toBeDefined();
  expect(sessionName('AKIAFIRST')).toBe(first);
  expect(sessionName('AKIASECOND')).not.toBe(first);
});

describe('the files of a run', () => {
  it('go into a subfolder while another run is using the folder', () => {
    const folder = temporaryFolder();
    const otherRun = JSON.stringify({ processId: process.ppid });
    writeFileSync(join(folder, 'stack.json'), otherRun);
    const files = new StackFiles(folder);
    expect(files.write(stack, credentials)).toBe(join(folder, '4567'));
    expect(files.write(stack, credentials)).toBe(join(folder, '4567'));
    expect(existsSync(join(folder, '4567/aws-config'))).toBe(true);
    files.remove();
    expect(existsSync(join(folder, '4567'))).toBe(false);
    expect(readFileSync(join(folder, 'stack.json'), 'utf8')).toBe(otherRun);
  });

  it.each([
    ['a run that was killed', '{"processId":2147483646}'],
    ['an unreadable stack.json', 'broken'],
  ])('replace those of %s', (_name, text) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'stack.json'), text);
    const files = new StackFiles(folder);
    expect(files.write(stack, credentials)).toBe(folder);
    files.remove();
    expect(existsSync(join(folder, 'stack.json'))).toBe(false);
  });

  it('contain the address of the console, if there is one, readable only by their owner', () => {
    const folder = temporaryFolder();
    const files = new StackFiles(folder);
    const file = join(folder, 'stack.json');
    files.write(stack, credentials, 'http://127.0.0.1:4567/console/#token=t');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      console: expect.stringContaining('#token=') as string,
    });
    expect(statSync(file).mode & 0o077).toBe(0);
    files.write(stack, credentials);
    expect(JSON.parse(readFileSync(file, 'utf8'))).not.toHaveProperty('console');
  });

  it('are not removed when another run has written its own in the meantime', () => {
    const folder = temporaryFolder();
    const files = new StackFiles(folder);
    files.write(stack, credentials);
    writeFileSync(join(folder, 'stack.json'), JSON.stringify({ processId: process.ppid }));
    files.remove();
    expect(existsSync(join(folder, 'stack.json'))).toBe(true);
  });
});
