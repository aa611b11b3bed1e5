import * as z from 'zod/mini';
import { authorizeParameter, operation, parameterNotFound } from '../call.ts';

export const deleteParameter = operation(z.strictObject({ Name: z.string() }), (call, { Name }) => {
  authorizeParameter(call, 'DeleteParameter', Name);
  if (!call.store.remove(Name)) throw parameterNotFound(`The parameter ${Name} does not exist.`);
  return {};
});

export const deleteParameters = operation(
  z.strictObject({ Names: z.array(z.string()).check(z.minLength(1), z.maxLength(10)) }),
  (call, { Names }) => {
    for (const name of Names) authorizeParameter(call, 'DeleteParameters', name);
    const DeletedParameters = Names.filter((name) => call.store.remove(name));
    return { DeletedParameters, InvalidParameters: Names.filter((name) => !DeletedParameters.includes(name)) };
  },
);
