/** The anchors of a Markdown text: those GitHub generates from headings, and explicit ones. */
export function listAnchors(markdown: string): Set<string> {
  const anchors = new Set<string>();
  const text = withoutCode(markdown);
  for (const [, heading = ''] of text.matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = slugOf(heading.trim().replace(/ #+$/, ''));
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  for (const [, id = ''] of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id);
  return anchors;
}

/** The text without fenced code, whose links and headings do not count. */
export function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^( *)(`{3,}|~{3,})(?![`~])[\s\S]+?^\1\2 *$/gm, '');
}

/** The anchor that GitHub generates for a heading. */
export function slugOf(heading: string): string {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');
}
