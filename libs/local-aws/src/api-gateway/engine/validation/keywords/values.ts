import { isEqual, type JsonNode, type JsonType, printNames, printNode, typeOf } from '../json-node.ts';
import { allTypes, keyword, type Validate } from '../keyword.ts';
import { Report } from '../report.ts';
import type { Schema } from '../schema.ts';

export const valueKeywords = {
  type: keyword(allTypes, (value: string | string[]) => {
    const types = new Set([value].flat());
    if (types.has('number')) types.add('integer');
    return (node: JsonNode, report) => {
      const type: JsonType = typeOf(node);
      if (!types.has(type))
        report.error(
          () =>
            `instance type (${type}) does not match any allowed primitive type (allowed: ${printNames([...types].sort())})`,
        );
    };
  }),
  enum: keyword(allTypes, (values: JsonNode[]) => (node: JsonNode, report) => {
    if (!values.some((value) => isEqual(value, node)))
      report.error(
        () => `instance value (${printNode(node)}) not found in enum (possible values: ${printNode(values)})`,
      );
  }),
  allOf: keyword(allTypes, (schemas: Schema[]) => (node: JsonNode, report, validate) => {
    const matched = schemas.filter((schema) => matches(schema, node, validate)).length;
    if (matched < schemas.length)
      report.error(
        () => `instance failed to match all required schemas (matched only ${matched} out of ${schemas.length})`,
      );
  }),
  anyOf: keyword(allTypes, (schemas: Schema[]) => (node: JsonNode, report, validate) => {
    if (schemas.filter((schema) => matches(schema, node, validate)).length === 0)
      report.error(() => `instance failed to match at least one required schema among ${schemas.length}`);
  }),
  oneOf: keyword(allTypes, (schemas: Schema[]) => (node: JsonNode, report, validate) => {
    const matched = schemas.filter((schema) => matches(schema, node, validate)).length;
    if (matched !== 1)
      report.error(() => `instance failed to match exactly one schema (matched ${matched} out of ${schemas.length})`);
  }),
  not: keyword(allTypes, (schema: Schema) => (node: JsonNode, report, validate) => {
    if (matches(schema, node, validate)) report.error(() => 'instance matched a schema which it should not have');
  }),
};

/** Errors within a branch are not reported. */
function matches(schema: Schema, node: JsonNode, validate: Validate): boolean {
  const branch = new Report();
  validate(schema, node, branch);
  return branch.isSuccess;
}
