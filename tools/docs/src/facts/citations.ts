/** A number of a fact of `docs/facts`, such as `A47`, where it is cited. */
export interface Citation {
  readonly number: string;
  /** Whether it is a link to the page, `docs/facts/a.md#a47`, and not the number alone. */
  readonly isLink: boolean;
}

/** Letters of the pages. `V8` alone is the JavaScript engine. */
const bare = /(?<![\w#/.-])(?!V8\b)([A-OV][1-9]\d?)(?:-([A-OV][1-9]\d?))?(?![\w/-]|\.\w)/g;
const link = /docs\/facts\/[a-z]\.md(?:#|(?:,| to) #)[a-z]\d+(?:(?:,| to) #[a-z]\d+)*/g;

/** The facts that the comments of TypeScript, or the text of Markdown, cite. */
export function citationsIn(source: string, path: string): Citation[] {
  const text = path.endsWith('.md') ? source : readComments(source);
  const links = [...text.matchAll(link)].flatMap(([whole]) => [...whole.matchAll(/#([a-z]\d+)/g)]);
  const rest = text.replaceAll(link, '');
  return [
    ...links.map(([, anchor = '']) => ({ number: anchor.toUpperCase(), isLink: true })),
    ...[...rest.matchAll(bare)]
      .flatMap(([, first, last]) => [first, last])
      .flatMap((number) => (number === undefined ? [] : [{ number, isLink: false }])),
  ];
}

/** With the lines of a comment joined, so that a list of links may continue in the next one. */
function readComments(source: string): string {
  return [...source.matchAll(/\/\*[\s\S]*?\*\/|(?:^[ \t]*\/\/.*\n)+|[ \t]\/\/ .*$/gm)]
    .map(([comment]) => comment.replaceAll(/\n\s*(?:\*|\/\/)(?!\/)/g, ''))
    .join('\n');
}
