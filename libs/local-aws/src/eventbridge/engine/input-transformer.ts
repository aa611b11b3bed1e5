import { compileJsonPath, fillTemplate, type JsonPath } from '../../input-templates/index.ts';
import type { JsonObject, JsonValue } from '../../kernel/index.ts';
import type { InputTransformerDefinition } from './definitions.ts';
import { EventBridgeError, invalidParameter } from './errors.ts';
import { type BusEvent, wholeSeconds } from './event.ts';
import type { InputSource, TargetInput } from './target-input.ts';

type Values = (source: InputSource) => JsonValue | undefined;

/** Placeholders that need no path (docs/facts/c.md#c33). */
const predefined: Readonly<Record<string, Values>> = {
  'aws.events.rule-arn': ({ rule }) => rule.arn,
  'aws.events.rule-name': ({ rule }) => rule.name,
  'aws.events.event.ingestion-time': ({ ingestedAt }) => wholeSeconds(ingestedAt),
  'aws.events.event': ({ event }) => withoutDetail(event),
  'aws.events.event.json': ({ event }) => event as unknown as JsonValue,
};

/** The event without its detail; `detail-type` becomes `detailType` (docs/facts/c.md#c33). */
const withoutDetail = (event: BusEvent): JsonObject => {
  const names = Object.keys(event).filter((name) => name !== 'detail' && name !== 'detail-type') as (keyof BusEvent)[];
  const head = Object.fromEntries(names.map((name) => [name, event[name] as JsonValue]));
  return { ...head, detailType: event['detail-type'] };
};

/**
 * A template with `<placeholders>`, filled with values of the event (docs/facts/c.md#c31, #c32). In a JSON template a
 * placeholder stands for a JSON value; inside quotes, and in a text template, for plain text.
 * @throws EventBridgeError for a placeholder without a path (docs/facts/c.md#c30) or an invalid path
 */
export function compileInputTransformer(targetId: string, definition: InputTransformerDefinition): TargetInput {
  const template = definition.inputTemplate;
  const paths = compilePaths(targetId, definition.inputPathsMap ?? {});
  const values = new Map<string, Values>();
  for (const [, name = ''] of template.matchAll(new RegExp(`<(${placeholder})>`, 'g'))) {
    const path = paths.get(name);
    const value: Values | undefined = path
      ? ({ event }) => path(event as unknown as JsonValue)
      : Object.hasOwn(predefined, name)
        ? predefined[name]
        : undefined;
    if (!value) {
      const message = `InputTemplate for target ${targetId} contains invalid placeholder ${name}.`;
      throw new EventBridgeError('ValidationException', message);
    }
    values.set(name, value);
  }
  return (source) => fillTemplate(template, placeholder, (name) => values.get(name)?.(source));
}

const placeholder = String.raw`[\w.-]+`;

function compilePaths(targetId: string, map: Readonly<Record<string, string>>): ReadonlyMap<string, JsonPath> {
  return new Map(
    Object.entries(map).map(([name, text]) => {
      const path = compileJsonPath(text);
      if (path) return [name, path];
      throw invalidParameter('InputPathsMap', `${text} of target ${targetId} is not a JSON path.`);
    }),
  );
}
