import type { JsonNumber } from '../../json/json-number.ts';
import type { JsonType } from '../json-node.ts';
import { keyword } from '../keyword.ts';

const numeric: readonly JsonType[] = ['integer', 'number'];

export const numberKeywords = {
  minimum: keyword(numeric, (minimum: JsonNumber, schema) => {
    const isExclusive = schema.get('exclusiveMinimum') === true;
    return (number: JsonNumber, report) => {
      const order = number.compareTo(minimum);
      if (order < 0)
        report.error(
          () =>
            `numeric instance is lower than the required minimum (minimum: ${String(minimum)}, found: ${String(number)})`,
        );
      else if (order === 0 && isExclusive)
        report.error(() => `numeric instance is not strictly greater than the required minimum ${String(minimum)}`);
    };
  }),
  maximum: keyword(numeric, (maximum: JsonNumber, schema) => {
    const isExclusive = schema.get('exclusiveMaximum') === true;
    return (number: JsonNumber, report) => {
      const order = number.compareTo(maximum);
      if (order > 0)
        report.error(
          () =>
            `numeric instance is greater than the required maximum (maximum: ${String(maximum)}, found: ${String(number)})`,
        );
      else if (order === 0 && isExclusive)
        report.error(() => `numeric instance is not strictly lower than the required maximum ${String(maximum)}`);
    };
  }),
  multipleOf: keyword(numeric, (step: JsonNumber) => (number: JsonNumber, report) => {
    if (!number.isMultipleOf(step))
      report.error(() => `remainder of division is not zero (${String(number)} / ${String(step)})`);
  }),
};
