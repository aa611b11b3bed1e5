import { slugOf } from '../links/anchors.ts';

/**
 * VitePress's configuration for the site, which loads nothing from other hosts
 * (https://vitepress.dev/reference/site-config).
 * @param sidebar https://vitepress.dev/reference/default-theme-sidebar
 */
export const siteConfig = (sidebar: readonly object[]) => ({
  outDir: '../../../../dist/site',
  base: process.env.SITE_BASE,
  title: 'Jobs API',
  description: 'An asynchronous job API on AWS, contract first.',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  ignoreDeadLinks: [/^\/reference\//],
  markdown: {
    // The same anchors as on GitHub.
    anchor: { slugify: slugOf },
    image: { lazyLoading: true },
  },
  themeConfig: {
    outline: [2, 3],
    search: { provider: 'local' },
    sidebar,
    nav: [
      { text: 'HTTP API', link: '/reference/api/index.html', target: '_self' },
      { text: 'SDK', link: '/reference/client-sdk/index.html', target: '_self' },
      { text: 'Runbook', link: '/runbook' },
    ],
  },
});
