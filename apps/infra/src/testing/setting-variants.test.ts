import { expect, it } from 'vitest';
import * as z from 'zod';
import { parseStage, stageSettingsSchema } from '../stages/stage-settings.ts';
import { settingVariants } from './setting-variants.ts';

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

/** The paths of all leaf settings, such as `processor.timeoutSeconds`. */
const listLeaves = ({ properties }: JsonSchema, path: string): string[] =>
  properties && Object.keys(properties).length > 0
    ? Object.entries(properties).flatMap(([name, schema]) => listLeaves(schema, path === '' ? name : `${path}.${name}`))
    : [path];

const isSet = (settings: unknown, path: string): boolean =>
  path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], settings) !==
  undefined;

it('covers each setting of a stage', () => {
  const schema = z.toJSONSchema(stageSettingsSchema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const all = Object.values(settingVariants);
  // Job settings do not affect the template by themselves, and each workspace has its own.
  const paths = listLeaves(schema, '').filter((path) => path !== 'job' && !path.startsWith('job.'));
  expect(paths.length).toBeGreaterThan(30);
  expect(paths.filter((path) => !all.some((settings) => isSet(settings, path)))).toEqual([]);
});

it.each(Object.entries(settingVariants))('has only valid settings: %s', (name, settings) => {
  expect(() => parseStage(name, settings)).not.toThrow();
});
