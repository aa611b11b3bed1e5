/** A section of the site: its pages in sidebar order, as workspace files; `*` matches all remaining ones. */
export interface Section {
  readonly title: string;
  readonly files: readonly string[];
  /** Whether it is collapsed in the sidebar. */
  readonly collapsed?: boolean;
}

export const sections: readonly Section[] = [
  {
    title: 'Guide',
    files: [
      'README.md',
      'docs/call-the-api.md',
      'docs/architecture.md',
      'docs/job-types.md',
      'docs/schemas.md',
      'docs/completion-events.md',
      'docs/reliability.md',
      'docs/cost-and-scale.md',
      'docs/security.md',
      'docs/personal-data.md',
    ],
  },
  { title: 'Recipes', files: ['docs/recipes/README.md', 'docs/recipes/*/README.md'] },
  {
    title: 'Operations',
    files: ['docs/operate.md', 'docs/runbook.md', 'docs/continuous-delivery.md', 'docs/deployment-roles.md'],
  },
  {
    title: 'Clients',
    files: ['libs/client-sdk/README.md', 'apps/cli/README.md', 'examples/README.md'],
  },
  {
    title: 'Local run',
    files: ['apps/local/README.md', 'apps/local/conformance.md', 'docs/benchmarks.md'],
  },
  {
    title: 'Services of the local run',
    files: ['libs/local-aws/src/*/README.md', 'libs/velocity/README.md'],
    collapsed: true,
  },
  { title: 'Decisions', files: ['docs/decisions/README.md', 'docs/decisions/*.md'], collapsed: true },
  { title: 'Facts about AWS', files: ['docs/facts/README.md', 'docs/facts/*.md'], collapsed: true },
  {
    title: 'Project',
    files: ['CONTRIBUTING.md', 'SECURITY.md', 'libs/runtime/README.md', 'apps/console/README.md', 'tools/*/README.md'],
    collapsed: true,
  },
];

/** Markdown files that are not pages: templates, notices that packages contain, and the README of a package. */
export const excluded = [
  'tools/docs/pages/*.md',
  '**/THIRD-PARTY-LICENSES.md',
  '.github/**',
  'tools/workspace/src/create/README.md',
];

const renamed: Readonly<Record<string, string>> = {
  'README.md': 'index.md',
  'CONTRIBUTING.md': 'contributing.md',
  'SECURITY.md': 'report-a-vulnerability.md',
  'libs/client-sdk/README.md': 'client-sdk/index.md',
  'apps/cli/README.md': 'command.md',
  'apps/local/README.md': 'local/index.md',
  'apps/local/conformance.md': 'local/conformance.md',
};

/** The file of a page in the site: `docs/recipes/README.md` is `recipes/index.md`. */
export function pathInSite(file: string): string {
  const short = file
    .replace(/^docs\//, '')
    .replace(/^libs\/local-aws\/src\//, 'local/services/')
    .replace(/^libs\/velocity\//, 'local/services/velocity/');
  return renamed[file] ?? short.replace(/(^|\/)README\.md$/, '$1index.md');
}
