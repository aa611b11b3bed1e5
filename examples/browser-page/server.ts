// Serves the page, and to anyone who can open it a session of a role that may call the API. Here the session is the
// one in the environment; a real server requests one from STS for each signed-in user (AssumeRole, 15 minutes), or
// uses Cognito. The stage's setting `api.allowedOrigins` must contain this server's origin.
import { createReadStream, existsSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';

const { JOBS_API_URL, AWS_REGION, PORT = '8080' } = process.env;
const types = { html: 'text/html', js: 'text/javascript', mjs: 'text/javascript' } as Record<string, string>;
const files =
  /^\/(index\.html|page\.js|node_modules\/(@jobs\/client-sdk|aws4fetch)\/dist\/(generated\/)?[\w-][\w.-]*\.m?js)$/;

createServer((request, response) => {
  const path = request.url === '/' ? '/index.html' : (request.url ?? '');
  if (path === '/settings') return json(response, { baseUrl: JOBS_API_URL, region: AWS_REGION });
  if (path === '/session' && request.method === 'POST') return json(response, session());
  const file = files.test(path) ? find(import.meta.dirname, path) : undefined;
  if (file === undefined) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': types[file.split('.').at(-1) ?? ''] });
  return createReadStream(file).pipe(response);
}).listen(Number(PORT), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${PORT}`);
});

function session() {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  return { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, sessionToken: AWS_SESSION_TOKEN };
}

const json = (response: ServerResponse, body: object) =>
  response
    .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));

/** Packages can be in this folder or above it. */
function find(folder: string, path: string): string | undefined {
  const file = join(folder, path);
  if (existsSync(file)) return file;
  return dirname(folder) === folder ? undefined : find(dirname(folder), path);
}
