import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Values that a template gets at synthesis, as VTL variables: `{ tableName: 'x' }` is `$tableName`. */
export type TemplateValues = Readonly<Record<string, string | number>>;

/**
 * A mapping template made of the files `mapping-templates/<name>.vtl`, one after the other, with values set in front.
 * @throws Error when a value could end its VTL string
 */
export function mappingTemplate(names: readonly string[], values: TemplateValues = {}): string {
  const settings = Object.entries(values).map(([name, value]) => `#set($${name} = ${literal(name, value)})\n`);
  const parts = names.map((name) =>
    readFileSync(join(import.meta.dirname, 'mapping-templates', `${name}.vtl`), 'utf8'),
  );
  return [...settings, ...parts].join('');
}

function literal(name: string, value: string | number): string {
  if (typeof value === 'number') return String(value);
  if (value.includes("'")) throw new Error(`The template value '${name}' must not contain a quote: ${value}`);
  return `'${value}'`;
}
