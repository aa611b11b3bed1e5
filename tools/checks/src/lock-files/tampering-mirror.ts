import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface MirroredPackage {
  readonly name: string;
  readonly version: string;
  readonly tarball: Buffer;
}

/**
 * Runs a registry that serves one package with a matching hash, as a malicious mirror would, until
 * `use` ends.
 */
export async function withMirror(served: MirroredPackage, use: (url: string) => Promise<void>): Promise<void> {
  const { name, version, tarball } = served;
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const server = createServer(({ url = '' }, response) => {
    if (url.endsWith('.tgz')) {
      response.end(tarball);
      return;
    }
    const dist = { tarball: `${address()}/${name}-${version}.tgz`, integrity };
    const versions = { [version]: { name, version, dist } };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions }));
  });
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await use(address());
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
