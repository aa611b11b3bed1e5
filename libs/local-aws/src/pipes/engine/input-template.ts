import { compileJsonPath, fillTemplate } from '../../input-templates/index.ts';
import type { JsonValue } from '../../kernel/index.ts';
import type { EntryContext } from './pipe-definition.ts';
import { asJson, type StreamEvent } from './source.ts';

/** The values of reserved placeholders about a pipe. */
export interface PipeNames {
  readonly name: string;
  readonly arn: string;
  readonly sourceArn: string;
  readonly targetArn: string;
}

type Value = (record: StreamEvent, context: EntryContext) => JsonValue | undefined;

/** An invalid template or path. */
class InvalidTemplateError extends Error {
  override readonly name = 'InvalidTemplateError';
}

const maxCharacters = 8192;
const placeholder = String.raw`(?:\$|aws\.pipes\.)[^<>\s"]*`;

/**
 * A template with `<$.paths>` into the record and `<aws.pipes.…>` placeholders (docs/facts/j.md#j8). A path without a
 * value becomes empty, as in a rule's input template.
 * @throws InvalidTemplateError for an unknown placeholder, or a template that is too long
 */
export function compileInputTemplate(template: string, pipe: PipeNames): (...args: Parameters<Value>) => string {
  if (template.length > maxCharacters) {
    throw new InvalidTemplateError(`has ${template.length} characters; the maximum is ${maxCharacters}`);
  }
  const reserved = reservedValues(pipe);
  const values = new Map<string, Value>();
  for (const [, name = ''] of template.matchAll(new RegExp(`<(${placeholder})>`, 'g'))) {
    values.set(name, name.startsWith('$') ? compilePath(name) : reservedValue(reserved, name));
  }
  return (record, context) => fillTemplate(template, placeholder, (name) => values.get(name)?.(record, context));
}

/** @throws InvalidTemplateError */
export function compilePath(text: string): (record: StreamEvent) => JsonValue | undefined {
  const path = compileJsonPath(text);
  if (path) return (record) => path(asJson(record));
  throw new InvalidTemplateError(`${text} is not a JSON path`);
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html */
function reservedValues({ name, arn, sourceArn, targetArn }: PipeNames): Readonly<Record<string, Value>> {
  return {
    'aws.pipes.pipe-arn': () => arn,
    'aws.pipes.pipe-name': () => name,
    'aws.pipes.source-arn': () => sourceArn,
    'aws.pipes.target-arn': () => targetArn,
    'aws.pipes.event.ingestion-time': (_, { ingestedAt }) => new Date(ingestedAt).toISOString(),
    'aws.pipes.event': asJson,
    'aws.pipes.event.json': asJson,
  };
}

function reservedValue(reserved: Readonly<Record<string, Value>>, name: string): Value {
  const value = Object.hasOwn(reserved, name) ? reserved[name] : undefined;
  if (value) return value;
  throw new InvalidTemplateError(
    `unknown placeholder <${name}>; use a path or one of ${Object.keys(reserved).join(', ')}`,
  );
}
