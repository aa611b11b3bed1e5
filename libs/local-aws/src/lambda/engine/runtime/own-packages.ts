import { realpathSync } from 'node:fs';
import { isBuiltin, registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Lets a function load packages from its own code and its layers only: on Lambda there is no `node_modules` above
 * `/var/task`; here, the code is in a workspace that has one. Path specifiers, such as a file in `/tmp`, are
 * unaffected.
 * @param folders the code folder first, then the layers
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-package.html
 */
export function loadOwnPackagesOnly(folders: readonly string[]): void {
  registerHooks({
    resolve: (specifier, context, nextResolve) => {
      const resolved = nextResolve(specifier, context);
      if (!isPackage(specifier) || !resolved.url.startsWith('file:')) return resolved;
      // Node resolves links, too.
      const own = folders.map((folder) => realpathSync(folder) + path.sep);
      if (own.some((folder) => fileURLToPath(resolved.url).startsWith(folder))) return resolved;
      throw notFound(specifier, fileURLToPath(context.parentURL ?? pathToFileURL(own[0] ?? '')), context.conditions);
    },
  });
}

/** A bare specifier, such as `zod/mini`. */
const isPackage = (specifier: string) => !isBuiltin(specifier) && !/^(?:[./#]|[a-z]:\\|[a-z-]{2,}:)/i.test(specifier);

/** Node's error for a missing package, of `import` or `require`. */
function notFound(specifier: string, parent: string, conditions: readonly string[]): Error {
  if (!conditions.includes('require')) {
    const message = `Cannot find package '${specifier}' imported from ${parent}`;
    return Object.assign(new Error(message), { code: 'ERR_MODULE_NOT_FOUND' });
  }
  const message = `Cannot find module '${specifier}'\nRequire stack:\n- ${parent}`;
  return Object.assign(new Error(message), { code: 'MODULE_NOT_FOUND', requireStack: [parent] });
}
