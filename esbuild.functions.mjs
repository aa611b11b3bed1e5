/**
 * How the functions are bundled for Lambda: without the parts of the AWS SDK that a function never uses, because what a
 * cold start has to load it has to wait for.
 */
import { readFileSync } from 'node:fs';
import { URL } from 'node:url';
import { transform } from 'esbuild';

const bundleShims = './libs/runtime/src/bundle-shims';

/** Modules inside of packages, and what a bundle has in their place. */
const replacements = [
  {
    // 35 classes of errors, of which GetItem and PutItem know a few. Without its class an error has the class of all
    // service errors, with the same name and message, by which it is told.
    module: '@aws-sdk/client-dynamodb/dist-es/schemas/schemas_0.js',
    replace: (text) => text.replaceAll(/^n0_registry\.registerError\(.*\);$/gm, ''),
  },
  {
    // All that is used of it is the version, which is sent as a part of `User-Agent`.
    module: '@aws-sdk/client-dynamodb/package.json',
    replace: (text) => JSON.stringify({ version: JSON.parse(text).version }),
  },
  {
    // For Node.js that was built without OpenSSL.
    module: '@smithy/core/dist-es/submodules/checksum/sha256/Sha256Js.js',
    replace: () => 'export const Sha256Js = undefined;',
  },
  {
    module: '@smithy/core/dist-es/submodules/config/shared-ini-file-loader/loadSharedConfigFiles.js',
    replace: () => readFileSync(new URL(`${bundleShims}/no-shared-config-files.ts`, import.meta.url), 'utf8'),
  },
];

/** @type {import('esbuild').Plugin} */
const replaceModules = {
  name: 'replace-modules',
  setup(build) {
    for (const { module, replace } of replacements) {
      const filter = new RegExp(`/node_modules/${module}$`.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]'));
      build.onLoad({ filter }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        const contents = replace(text);
        if (contents === text) throw new Error(`There is nothing to replace in ${path}; see esbuild.functions.mjs.`);
        return { contents, loader: path.endsWith('.json') ? 'json' : 'ts' };
      });
    }
  },
};

/**
 * Keeps the names of what is in this repository, for those who read logs: of functions in stack traces, and of classes,
 * which Lambda logs as the type of an error. For all packages it would be 16 KB.
 * @type {import('esbuild').Plugin}
 */
const keepOwnNames = {
  name: 'keep-own-names',
  setup(build) {
    build.onLoad({ filter: /[\\/](apps|libs)[\\/][^\\/]+[\\/]src[\\/].+\.ts$/ }, async ({ path }) => {
      const { target } = build.initialOptions;
      const options = { loader: 'ts', sourcefile: path, sourcemap: 'inline', keepNames: true, target };
      const { code } = await transform(readFileSync(path, 'utf8'), options);
      return { contents: code, loader: 'js' };
    });
  },
};

/** @type {import('esbuild').BuildOptions} */
export default {
  mainFields: ['module', 'main'],
  alias: {
    '@aws-sdk/credential-provider-node': `${bundleShims}/environment-credentials.ts`,
    '@aws-sdk/endpoint-cache': `${bundleShims}/no-endpoint-cache.ts`,
  },
  plugins: [replaceModules, keepOwnNames],
  outExtension: { '.js': '.mjs' },
  sourcesContent: false,
  legalComments: 'none',
};
