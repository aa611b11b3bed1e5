import ajvDraft04 from 'ajv-draft-04';
import type { Problem } from './check-schemas.ts';
import { escapePointer, refPrefix, type Schema, type Schemas, visitSchemas } from './schema.ts';
import { toJsonSchema } from './to-json-schema.ts';

/** Defaults and listed values that the rest of their schema refuses. The schemas must be without other problems. */
export function valueProblems(schemas: Schemas): Problem[] {
  const ajv = new ajvDraft04.default({ strict: false, unicodeRegExp: false });
  const accepts = (schema: Schema, value: unknown) => ajv.validate(toJsonSchema(schemas, schema, 'draft-04'), value);
  return Object.entries(schemas).flatMap(([name, schema]) => {
    const problems: Problem[] = [];
    visitSchemas(schema, `${refPrefix}${escapePointer(name)}`, (inner, at) => {
      const { enum: values = [], ...rest } = inner;
      for (const value of values) {
        if (!accepts(rest, value))
          problems.push({
            at,
            message: `no ${JSON.stringify(value)} can be sent, because the rest of the schema refuses it: remove it from 'enum'.`,
          });
      }
      if (inner.default !== undefined && !accepts(inner, inner.default))
        problems.push({
          at,
          message: `the default ${JSON.stringify(inner.default)} is refused by its own schema: change one of them.`,
        });
    });
    return problems;
  });
}
