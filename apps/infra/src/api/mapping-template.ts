import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Values set in a template at synthesis, as VTL variables: `{ tableName: 'x' }` is `$tableName`. */
export type TemplateValues = Readonly<Record<string, string | number>>;

/**
 * The mapping template `mapping-templates/<name>.vtl`, with values set in front. A line `#parse("other.vtl")` is
 * replaced with that file, because API Gateway has no files.
 * @throws Error when a value could end its VTL string
 */
export function mappingTemplate(name: string, values: TemplateValues = {}): string {
  const settings = Object.entries(values).map(([name, value]) => `#set($${name} = ${literal(name, value)})\n`);
  return [...settings, read(`${name}.vtl`)].join('');
}

function read(file: string): string {
  const text = readFileSync(join(import.meta.dirname, 'mapping-templates', file), 'utf8');
  return text.replaceAll(/^#parse\("([\w.-]+)"\)\n/gm, (_, other: string) => read(other));
}

function literal(name: string, value: string | number): string {
  if (typeof value === 'number') return String(value);
  if (value.includes("'")) throw new Error(`The template value '${name}' must not contain a quote: ${value}`);
  return `'${value}'`;
}
