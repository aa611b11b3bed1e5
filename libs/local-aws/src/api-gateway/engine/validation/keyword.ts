import type { JsonNode, JsonType } from './json-node.ts';
import type { Report } from './report.ts';
import type { Schema } from './schema.ts';

/** Reports problems with a value. `validate` validates the value against a subschema of the keyword. */
export type Check<Node> = (node: Node, report: Report, validate: Validate) => void;

export type Validate = (schema: Schema, node: JsonNode, report: Report) => void;

/** A keyword of draft-04: the types of values that it restricts, and how to compile its own value into a check. */
export interface Keyword {
  readonly types: readonly JsonType[];
  readonly compile: (value: JsonNode, schema: Schema) => Check<JsonNode>;
}

/** A keyword whose own value, and the values that it restricts, have the types that `compile` names. */
export function keyword(types: readonly JsonType[], compile: (value: never, schema: Schema) => Check<never>): Keyword {
  return { types, compile: compile as Keyword['compile'] };
}

export const allTypes: readonly JsonType[] = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];
