import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { HttpRequest, HttpResponse } from '@jobs/local-aws/kernel';
import type { ConsoleOptions } from './console.ts';
import { ConsoleRequestError } from './errors.ts';

/** Content types of the page's files; other files are not served. */
const contentTypes: Readonly<Record<string, string | undefined>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/**
 * Serves a file of the page's build, after waiting for a build in progress. Without a build, responds with 503 and an
 * explanation.
 * @throws ConsoleRequestError when the file does not exist
 */
export async function readPage(
  request: HttpRequest,
  base: string,
  options: Pick<ConsoleOptions, 'pageFolder' | 'waitForPage' | 'explainMissingPage'>,
): Promise<HttpResponse> {
  const { method, path } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    throw new ConsoleRequestError(405, 'MethodNotAllowed', 'Allowed methods: GET, HEAD.');
  }
  // A browser keeps the fragment when it follows a redirect.
  if (!path.startsWith(base)) return { status: 308, headers: { location: base }, body: '' };
  const name = path.slice(base.length) || 'index.html';
  const contentType = contentTypes[extname(name)];
  const body = contentType === undefined ? undefined : await readBelow(options.pageFolder, name);
  if (contentType !== undefined && body) return { status: 200, headers: { 'content-type': contentType }, body };
  if (name !== 'index.html') throw new ConsoleRequestError(404, 'NotFound', 'Unknown console file.');
  // Opening the same URL with a fragment again would not reload the page, so make the browser wait.
  if (await options.waitForPage()) return readPage(request, base, options);
  return {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: `${options.explainMissingPage()}\n`,
  };
}

/**
 * The content of a file below a folder; undefined if it doesn't exist, or if its name or a link leads outside the
 * folder.
 */
async function readBelow(folder: string, name: string): Promise<Buffer | undefined> {
  // Names of built files need no percent-decoding.
  if (!/^[\w.-]+(?:\/[\w.-]+)*$/.test(name)) return undefined;
  try {
    const file = await realpath(join(folder, name));
    return file.startsWith(`${await realpath(folder)}${sep}`) ? await readFile(file) : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(error.code))) {
      return undefined;
    }
    throw error;
  }
}
