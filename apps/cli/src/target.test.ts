import { mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { UsageError } from './errors.ts';
import { findTarget } from './target.ts';

const stack = {
  endpoint: 'http://127.0.0.1:4566',
  region: 'eu-west-1',
  outputs: { JobsApiEndpoint: 'http://127.0.0.1:4566/dev/', JobsApiInvokeRole: 'arn:aws:iam::000000000000:role/r' },
  credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
};

const emptyFolder = () => mkdtempSync(join(tmpdir(), 'jobs-cli-'));

function folderWith(text: string, name = 'stack.json'): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, '.local'));
  writeFileSync(join(folder, '.local', name), text);
  return folder;
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('which API is called', () => {
  it('that of the local stack, found from a subfolder', () => {
    const folder = join(folderWith(JSON.stringify(stack)), 'a/b');
    mkdirSync(folder, { recursive: true });
    expect(findTarget({}, {}, folder)).toMatchObject({ url: stack.outputs.JobsApiEndpoint, region: 'eu-west-1' });
  });

  it("never one from another user's file", () => {
    const folder = folderWith(JSON.stringify(stack));
    const file = join(folder, '.local/stack.json');
    expect(findTarget({}, {}, folder)).toMatchObject({ file });
    // Not even one that root owns: the user here is someone other than its owner.
    vi.spyOn(process, 'getuid').mockReturnValue(statSync(file).uid + 1);
    expect(() => findTarget({}, {}, folder)).toThrow(/stack\.json belongs to another user/);
  });

  it('that of the stack whose folder is specified, even if another is specified elsewhere', () => {
    const folder = folderWith(JSON.stringify(stack));
    const environment = { JOBS_API_URL: 'https://named.example/dev' };
    const expected = { url: stack.outputs.JobsApiEndpoint, region: 'eu-west-1' };
    expect(findTarget({ state: '.local' }, environment, folder)).toMatchObject(expected);
    expect(findTarget({ state: join(folder, '.local') }, environment, emptyFolder())).toMatchObject(expected);
    expect(() => findTarget({ state: '.local/4567' }, {}, folder)).toThrow(/no stack\.json in \.local\/4567/);
  });

  it('the one that is specified, even if a local stack is running', () => {
    const folder = folderWith(JSON.stringify(stack));
    const environment = { JOBS_API_URL: 'https://named.example/dev', AWS_REGION: 'us-east-1' };
    expect(findTarget({}, environment, folder)).toMatchObject({ url: environment.JOBS_API_URL, region: 'us-east-1' });
    const options = { url: 'https://option.example/dev', region: 'eu-central-1' };
    expect(findTarget(options, environment, folder)).toMatchObject(options);
  });

  it('that of a deployed stage, found from a subfolder, even if another is specified', () => {
    const deployed = {
      region: 'eu-central-1',
      outputs: { ...stack.outputs, JobsApiEndpoint: 'https://d.example/prod/' },
    };
    const folder = join(folderWith(JSON.stringify(deployed), 'outputs.prod.json'), 'a');
    mkdirSync(folder);
    const environment = { JOBS_API_URL: 'https://named.example/dev', AWS_REGION: 'us-east-1' };
    expect(findTarget({ stage: 'prod' }, environment, folder)).toMatchObject({
      url: 'https://d.example/prod/',
      region: 'eu-central-1',
    });
  });

  it('none, with what to do, when the stage was not deployed from here', () => {
    expect(() => findTarget({ stage: 'dev' }, {}, emptyFolder())).toThrow(/outputs\.dev\.json.*npx nx deploy infra/);
    const folder = folderWith('{}', 'outputs.dev.json');
    expect(() => findTarget({ stage: 'dev' }, {}, folder)).toThrow(/Deploy it again: npx nx deploy infra/);
  });

  it('none, with what to do, when nothing is running and nothing is specified', () => {
    expect(() => findTarget({}, {}, emptyFolder())).toThrow(/npm start.*--url/);
  });

  it.each(['{', 'null', '{}', JSON.stringify({ ...stack, outputs: {} })])('none when stack.json is %s', (text) => {
    expect(() => findTarget({}, {}, folderWith(text))).toThrow(UsageError);
  });

  it('with the credentials of the environment', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAOFTHEENVIRONMENT');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    const { credentials } = findTarget({ url: 'https://named.example/dev' }, {}, emptyFolder());
    expect(await credentials()).toMatchObject({ accessKeyId: 'AKIAOFTHEENVIRONMENT' });
  });
});
