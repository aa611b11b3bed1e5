import { execFileSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { curlCommand, jobsApiCommand, sdkProgram } from './copy-commands.ts';
import { shellQuote } from './shell-quote.ts';

const context = {
  apiUrl: 'http://127.0.0.1:4566/dev',
  region: 'eu-west-1',
  credentials: { accessKeyId: 'id', secretAccessKey: "s'k", sessionToken: 't', expiration: '' },
};

const hostile = [
  `it's`,
  `'; touch /tmp/x; '`,
  '$(id) `id` ${HOME} \\ \\\\ "x" !! \n\t*?~ #',
  `'\\''`,
  '-n',
  '--',
  '',
  'ü 💼 \u202e',
].map((text) => JSON.stringify({ text, __proto__: null }));

/** Splits a command into words with a real shell, running `printf` instead of the program. */
function splitWords(command: string): string[] {
  const words = command.replace(/^\S+/, `printf '%s\\0'`);
  return execFileSync('/bin/sh', ['-c', words], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('a copied command', () => {
  it.each(hostile)('passes %s to the program unchanged', (parameters) => {
    const curl = splitWords(curlCommand(parameters, context));
    expect(curl[curl.indexOf('-d') + 1]).toBe(parameters);
    expect(curl.at(-1)).toBe('http://127.0.0.1:4566/dev/jobs');
    expect(curl).toContain("id:s'k");
    expect(splitWords(jobsApiCommand(parameters))).toEqual(['jobs-api', 'submit', parameters, '--wait']);
  });

  it.each(['', "'", "''", 'a\nb', '-x'])('quotes %j as one word', (text) => {
    expect(splitWords(`x ${shellQuote(text)}`)).toEqual([text]);
  });
});

describe('a copied program', () => {
  it.each([...hostile, '{"__proto__":{"a":1}}', '{"a":"\u2028"}'])('submits %s', (parameters) => {
    const [, argument = ''] =
      /submitAndWait\((.*)\);$/ms.exec(sdkProgram(parameters, context).split('\nconsole')[0] ?? '') ?? [];
    expect(runInNewContext(`JSON.stringify(${argument})`)).toBe(parameters);
  });
});
