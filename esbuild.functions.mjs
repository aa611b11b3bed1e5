/**
 * How the functions are bundled for Lambda: as one ES module with everything in it. What a cold start has to load it
 * has to wait for, so that a bundle whose only AWS client is the one of the jobs table leaves out the parts of the AWS
 * SDK that it never uses. A bundle with other clients has all parts of them.
 */
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { fileURLToPath, URL } from 'node:url';
import { build, transform } from 'esbuild';

const shimsFolder = './libs/runtime/src/bundle-shims';

/** The size of the sample's bundles. Beyond it, the build says what is large. */
const usualBytes = 250_000;

/** Modules inside of packages, and what a bundle has in their place. */
const replacements = [
  {
    // 35 classes of errors; GetItem and PutItem know a few. Without its class an error has the class of all
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
    replace: () => readFileSync(new URL(`${shimsFolder}/no-shared-config-files.ts`, import.meta.url), 'utf8'),
  },
];

/** Packages, and what a bundle has in their place. */
const shims = {
  '@aws-sdk/credential-provider-node': 'environment-credentials.ts',
  '@aws-sdk/endpoint-cache': 'no-endpoint-cache.ts',
  '@smithy/core/event-streams': 'no-event-streams.ts',
};

/** @type {import('esbuild').Plugin} */
const leaveOutUnused = {
  name: 'leave-out-unused',
  setup(build) {
    let isLean = true;
    build.onStart(async () => {
      isLean = !(await hasOtherClients(build.initialOptions));
    });
    for (const [name, shim] of Object.entries(shims)) {
      build.onResolve({ filter: exactly(name) }, () =>
        isLean ? { path: fileURLToPath(new URL(`${shimsFolder}/${shim}`, import.meta.url)) } : undefined,
      );
    }
    for (const { module, replace } of replacements) {
      const filter = new RegExp(`/node_modules/${module}$`.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]'));
      build.onLoad({ filter }, ({ path }) => {
        if (!isLean) return undefined;
        const text = readFileSync(path, 'utf8');
        const contents = replace(text);
        if (contents === text) throw new Error(`There is nothing to replace in ${path}; see esbuild.functions.mjs.`);
        return { contents, loader: path.endsWith('.json') ? 'json' : 'ts' };
      });
    }
  },
};

const exactly = (name) => new RegExp(`^${name}$`);

/** Whether anything but libs/runtime and the AWS SDK itself imports the AWS SDK. */
async function hasOtherClients({ plugins = [], ...options }) {
  const { metafile } = await build({
    ...options,
    ...{ outfile: undefined, outdir: '/', write: false, metafile: true, minify: false, sourcemap: false },
    plugins: plugins.filter((plugin) => plugin !== leaveOutUnused && plugin !== checkBundle && plugin !== keepOwnNames),
    // The build itself reports the problem.
    logLevel: 'silent',
  }).catch(() => ({ metafile: { inputs: {} } }));
  const isSdk = (file) => /node_modules\/@(?:aws-sdk|smithy)\//.test(file);
  return Object.entries(metafile.inputs).some(
    ([file, { imports }]) =>
      !isSdk(file) && !/(?:^|\/)libs\/runtime\/src\//.test(file) && imports.some(({ path }) => isSdk(path)),
  );
}

/**
 * Fails a build whose bundle imports what isn't in it, and says what is large in one that is larger than usual.
 * @type {import('esbuild').Plugin}
 */
const checkBundle = {
  name: 'check-bundle',
  setup(build) {
    const { external = [] } = build.initialOptions;
    build.initialOptions.metafile = true;
    build.onEnd(({ metafile }) => {
      const bundles = Object.entries(metafile?.outputs ?? {}).filter(([, { entryPoint }]) => entryPoint !== undefined);
      return {
        errors: bundles.flatMap(([, output]) => missing(output, external)).map((path) => ({ text: missingText(path) })),
        warnings: bundles
          .filter(([, { bytes }]) => bytes > usualBytes)
          .map(([file, output]) => ({ text: sizeText(file, output) })),
      };
    });
  },
};

/** A package that esbuild does not find, and whose absence the code handles, may be missing. */
const missing = ({ imports }, external) =>
  imports
    .filter((each) => each.external && !isBuiltin(each.path))
    .filter(({ kind, path }) => kind === 'import-statement' || external.includes(path))
    .map(({ path }) => path);

const missingText = (path) =>
  `The bundle imports '${path}', which is not in it: Lambda would not find it. Remove it from 'external'.`;

function sizeText(file, { bytes, inputs }) {
  const sizes = new Map();
  for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? 'code of this repository';
    sizes.set(name, (sizes.get(name) ?? 0) + bytesInOutput);
  }
  const largest = [...sizes].sort(([, a], [, b]) => b - a).slice(0, 5);
  const kilobytes = (size) => `${Math.round(size / 1000)} KB`;
  return (
    `${file} has ${kilobytes(bytes)}, and each cold start loads all of it. Most of it is ` +
    `${largest.map(([name, size]) => `${name} (${kilobytes(size)})`).join(', ')}.`
  );
}

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

/** What CommonJS packages expect, and ES modules don't have. */
const commonJsNames = [
  "import { createRequire as __createRequire } from 'node:module';",
  'const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;',
].join('');

/** @type {import('esbuild').BuildOptions} */
export default {
  mainFields: ['module', 'main'],
  plugins: [leaveOutUnused, keepOwnNames, checkBundle],
  banner: { js: commonJsNames },
  outExtension: { '.js': '.mjs' },
  sourcesContent: false,
  legalComments: 'none',
};
