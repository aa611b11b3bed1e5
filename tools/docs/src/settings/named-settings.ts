import * as z from 'zod';
import { stageSettingsSchema } from '@jobs/infra/stage-settings';

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

/** The paths of all settings of a stage, such as `processor.timeoutSeconds`. */
export function settingPaths(): Set<string> {
  // Parts that JSON Schema cannot represent, such as transformations, do not affect paths.
  const schema = z.toJSONSchema(stageSettingsSchema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return new Set(pathsIn(schema));
}

function pathsIn({ properties = {} }: JsonSchema, prefix = ''): string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const path = `${prefix}${name}`;
    return [path, ...pathsIn(schema, `${path}.`)];
  });
}

/** Names in backticks that look like settings in a group but do not exist. */
export function unknownSettings(markdown: string, paths: ReadonlySet<string>): string[] {
  const groups = new Set([...paths].filter((path) => path.includes('.')).map((path) => path.split('.')[0]));
  return [...markdown.matchAll(/`([a-z]+)((?:\.[a-z]+)+)(?::[^`]*)?`/gi)]
    .filter(([, group]) => groups.has(group))
    .map(([, group, rest]) => `${group}${rest}`)
    .filter((path) => !paths.has(path));
}
