/** The anchors of a Markdown text: those of its headings, as GitHub makes them, and those that are written down. */
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

/** The text without fenced code, in which nothing is a link or a heading. */
export function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^( *)(`{3,}|~{3,})(?![`~])[\s\S]+?^\1\2 *$/gm, '');
}

/** The anchor of a heading, as GitHub makes it. */
export function slugOf(heading: string): string {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');
}
