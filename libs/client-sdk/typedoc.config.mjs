import { OptionDefaults } from 'typedoc';

/** @type {Partial<import('typedoc').TypeDocOptions>} */
export default {
  entryPoints: ['src/index.ts', 'src/test-double/index.ts'],
  tsconfig: 'tsconfig.lib.json',
  out: '../../dist/docs/client-sdk',
  readme: 'README.md',
  disableGit: true,
  sourceLinkTemplate: 'src/{path}#L{line}',
  treatWarningsAsErrors: true,
  githubPages: false,
  // Their properties are those of the errors.
  intentionallyNotExported: ['ApiErrorFields', 'TimeoutErrorFields'],
  // What openapi-typescript writes.
  blockTags: [...OptionDefaults.blockTags, '@description'],
};
