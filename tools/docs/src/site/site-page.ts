import { dirname, join, normalize, relative } from 'node:path';
import { pathInSite } from './sections.ts';

/** Possible targets of links on pages. */
export interface SiteContext {
  /** The files that are pages. */
  readonly pages: ReadonlySet<string>;
  /**
   * The base URL of repository files, such as `https://github.com/acme/jobs/blob/main`; without it, such links become
   * text.
   */
  readonly repository: string | undefined;
  /** Called for each file that a page shows or offers for download. */
  readonly onAsset: (file: string) => void;
}

/** The path of the API reference, which links to `openapi.yaml` lead to. */
export const apiReference = '/reference/api/index.html';
const shown = /\.(?:svg|png)$/;
const downloads = /^docs\/.*\.(?:json|patch)$/;
/** Text that Markdown would parse as an HTML element; only `<br>` is allowed. */
const element = /<(?!br>)(?=[a-z/!])/gi;
const link = /(!?)\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)/g;

/** Converts a page for the site: links lead to pages, to files of the site, or to the repository. */
export function toSitePage(markdown: string, file: string, context: SiteContext): string {
  const parts = markdown
    .replaceAll(/<!--[\s\S]*?-->\n*/g, '')
    .split(/(^ *(?:`{3}|~{3})[^\n]*\n[\s\S]*?^ *(?:`{3,}|~{3,}) *$)/m);
  const texts = parts.map((part, index) =>
    index % 2 === 1 ? part : withoutElements(part.replaceAll(link, replaceLink)),
  );
  // Vue would interpret double braces outside of code.
  return `::: v-pre\n${texts.join('')}\n:::\n`;

  function replaceLink(whole: string, image: string, text: string, target: string): string {
    const inner = text.replaceAll(link, replaceLink);
    const to = newTarget(target);
    if (to === undefined) return inner;
    return to === target && inner === text ? whole : `${image}[${inner}](${to})`;
  }

  /** Undefined if the target is neither in the site nor has a repository URL. */
  function newTarget(target: string): string | undefined {
    if (/^(?:#|[a-z][a-z+.-]*:)/i.test(target)) return target;
    const [path = '', anchor] = decodeURI(target).split('#');
    const linked = normalize(join(dirname(file), path));
    const suffix = anchor === undefined ? '' : `#${anchor}`;
    if (context.pages.has(linked)) return toPage(linked) + suffix;
    const index = join(linked, 'README.md');
    if (context.pages.has(index)) return toPage(index) + suffix;
    if (linked === 'openapi.yaml') return apiReference;
    if (shown.test(linked) || downloads.test(linked)) {
      context.onAsset(linked);
      return `/${linked}`;
    }
    return context.repository === undefined ? undefined : `${context.repository}/${linked}${suffix}`;
  }

  function toPage(linked: string): string {
    const from = dirname(pathInSite(file));
    const path = relative(from, pathInSite(linked));
    return path.startsWith('.') ? path : `./${path}`;
  }
}

function withoutElements(text: string): string {
  const parts = text.split(/(`+[^`]+`+)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : part.replaceAll(element, '&lt;'))).join('');
}
