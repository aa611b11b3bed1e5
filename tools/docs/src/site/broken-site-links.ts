import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

export interface BrokenSiteLink {
  readonly page: string;
  readonly target: string;
  readonly problem: 'no such file' | 'no such heading' | 'loaded from elsewhere';
}

const attribute = /<(\w+)\s[^>]*?\b(?:href|src)="([^"]*)"/g;

/** The broken links of a built site, and resources that its pages would load from other hosts. */
export function brokenSiteLinks(folder: string, base: string): BrokenSiteLink[] {
  // TypeDoc checks the links in its own output.
  const pages = globSync('**/*.html', { cwd: folder }).filter((page) => !page.startsWith('reference/client-sdk/'));
  const ids = new Map<string, Set<string>>();
  const idsOf = (path: string) => {
    const known =
      ids.get(path) ?? new Set([...read(path).matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => decode(id)));
    ids.set(path, known);
    return known;
  };
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');

  const problemOf = (page: string, tag: string, target: string): BrokenSiteLink['problem'] | undefined => {
    if (/^(?:data|mailto):/.test(target)) return undefined;
    if (/^(?:[a-z]+:)?\/\//i.test(target)) return tag === 'a' ? undefined : 'loaded from elsewhere';
    const [path = '', anchor = ''] = target.split('#');
    const file = path === '' ? page : fileOf(folder, page, path.split('?')[0] ?? '', base);
    if (file === undefined) return 'no such file';
    return anchor === '' || !file.endsWith('.html') || idsOf(file).has(decode(anchor)) ? undefined : 'no such heading';
  };

  return pages.flatMap((page) =>
    [...read(page).matchAll(attribute)].flatMap(([, tag = '', target = '']) => {
      const problem = problemOf(page, tag, decodeEntities(target));
      return problem === undefined ? [] : [{ page, target, problem }];
    }),
  );
}

function fileOf(folder: string, page: string, path: string, base: string): string | undefined {
  const from = path.startsWith(base) ? path.slice(base.length) : posix.join(dirname(page), path);
  const candidates = [decode(from), `${decode(from)}.html`, posix.join(decode(from), 'index.html')];
  return candidates.find((each) => existsSync(join(folder, each)) && statSync(join(folder, each)).isFile());
}

const decode = (text: string) => decodeURIComponent(text);
const decodeEntities = (text: string) =>
  text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');
