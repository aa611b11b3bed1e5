import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CallbackHandlerDeprecatedError,
  HandlerNotFoundError,
  ImportModuleError,
  MalformedHandlerNameError,
  UserCodeSyntaxError,
} from './runtime-errors.ts';

export type Handler = (event: unknown, context: unknown) => unknown;

/**
 * Finds and loads the handler `file.export` as Lambda's runtime does.
 * @throws RuntimeError for a handler that cannot be loaded (docs/facts/f.md#f9, #f15), or what the module throws
 */
export async function loadHandler(codeFolder: string, name: string): Promise<Handler> {
  if (name.includes('..')) {
    throw new MalformedHandlerNameError(
      `'${name}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const [, moduleName, exportName] = /^([^.]*)\.(.*)$/.exec(path.basename(name)) ?? [];
  if (moduleName === undefined || exportName === undefined) {
    throw new MalformedHandlerNameError('Bad handler');
  }
  const loaded = await loadModule(codeFolder, path.dirname(name), moduleName);
  const handler = find(loaded, exportName) ?? find(property(loaded, 'default'), exportName);
  if (typeof handler !== 'function') {
    throw new HandlerNotFoundError(`${name} is ${handler ? 'not a function' : 'undefined or not exported'}`);
  }
  if (handler.length >= 3) throw new CallbackHandlerDeprecatedError();
  return handler as Handler;
}

async function loadModule(codeFolder: string, folder: string, name: string): Promise<unknown> {
  const file = path.resolve(codeFolder, folder, name);
  const found = ['', '.js', '.mjs', '.cjs'].map((extension) => file + extension).find((each) => existsSync(each));
  try {
    if (found !== undefined) return await import(pathToFileURL(found).href);
    const require = createRequire('/var/runtime/index.mjs');
    return require(require.resolve(name, { paths: [codeFolder, path.join(codeFolder, folder)] }));
  } catch (error) {
    throw loadError(error);
  }
}

/** Only a module that CommonJS cannot find becomes an `ImportModuleError`; other import errors stay unchanged. */
function loadError(error: unknown): unknown {
  if (error instanceof SyntaxError) return new UserCodeSyntaxError(error);
  const missing = error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
  return missing ? new ImportModuleError(error) : error;
}

function find(from: unknown, dottedName: string): unknown {
  return dottedName.split('.').reduce(property, from);
}

function property(of: unknown, key: string): unknown {
  return typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[key] : undefined;
}
