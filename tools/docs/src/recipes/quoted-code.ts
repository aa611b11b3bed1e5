/** Code on a page that names the file it is from: ` ```ts libs/domain/src/job.ts `. */
interface QuotedCode {
  readonly file: string;
  readonly code: string;
}

export function quotedCode(markdown: string): QuotedCode[] {
  const blocks = markdown.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, file = '', code = '']) => ({ file, code }));
}

/** Whether code is part of a text. Whitespace is ignored, because pages show code without the outer indentation. */
export const isPartOf = (code: string, text: string) => withoutBlanks(text).includes(withoutBlanks(code));

const withoutBlanks = (text: string) => text.replaceAll(/\s+/g, '');
