/** A citation of a fact in `docs/facts`, such as `A47`. */
export interface Citation {
  readonly number: string;
  /** Whether it is a link to the page, `docs/facts/a.md#a47`, and not just the number. */
  readonly isLink: boolean;
}

/** Numbers with the pages' letters, except `V8`, the JavaScript engine. */
const bare = /(?<![\w#/.-])(?!V8\b)([A-OV][1-9]\d?)(?:-([A-OV][1-9]\d?))?(?![\w/-]|\.\w)/g;
const link = /docs\/facts\/[a-z]\.md(?:#|(?:,| to) #)[a-z]\d+(?:(?:,| to) #[a-z]\d+)*/g;

/** The facts cited in TypeScript comments or Markdown text. */
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

/** Joins the lines of each comment, so that a list of links may span lines. */
function readComments(source: string): string {
  return [...source.matchAll(/\/\*[\s\S]*?\*\/|(?:^[ \t]*\/\/.*\n)+|[ \t]\/\/ .*$/gm)]
    .map(([comment]) => comment.replaceAll(/\n\s*(?:\*|\/\/)(?!\/)/g, ''))
    .join('\n');
}
