import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { HttpRequest, HttpResponse } from '@jobs/local-aws/kernel';
import type { ConsoleOptions } from './console.ts';
import { ConsoleRefusal } from './errors.ts';

/** The types of files that a page has; no other file is given out. */
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
 * A file of the page's build, as it is now, or when a build that is under way has ended. Without a build, the page says so.
 * @throws ConsoleRefusal when there is no such file
 */
export async function readPage(
  request: HttpRequest,
  base: string,
  options: Pick<ConsoleOptions, 'pageFolder' | 'waitForPage' | 'explainMissingPage'>,
): Promise<HttpResponse> {
  const { method, path } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    throw new ConsoleRefusal(405, 'MethodNotAllowed', 'Allowed methods: GET, HEAD.');
  }
  // A browser keeps what is behind # when it follows.
  if (!path.startsWith(base)) return { status: 308, headers: { location: base }, body: '' };
  const name = path.slice(base.length) || 'index.html';
  const contentType = contentTypes[extname(name)];
  const body = contentType === undefined ? undefined : await readBelow(options.pageFolder, name);
  if (contentType !== undefined && body) return { status: 200, headers: { 'content-type': contentType }, body };
  if (name !== 'index.html') throw new ConsoleRefusal(404, 'NotFound', 'Unknown console file.');
  // A browser does not load an address again that has a fragment, so that it has to wait instead.
  if (await options.waitForPage()) return readPage(request, base, options);
  return {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: `${options.explainMissingPage()}\n`,
  };
}

/** A file below a folder; undefined when there is none, or when a name or a link leads out of the folder. */
async function readBelow(folder: string, name: string): Promise<Buffer | undefined> {
  // The names of a build need no encoding.
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
