import * as z from 'zod/mini';
import { ServiceError } from '../../../wire/index.ts';
import { authorizeParameter, operation, validationError } from '../call.ts';
import { checkName, checkPattern, chooseTier } from '../parameter-rules.ts';

export const putParameter = operation(
  z.strictObject({
    Name: z.string().check(z.minLength(1), z.maxLength(2048)),
    Value: z.string(),
    Type: z.optional(z.enum(['String', 'StringList', 'SecureString'])),
    Description: z.optional(z.string().check(z.maxLength(1024))),
    KeyId: z.optional(z.string()),
    Overwrite: z._default(z.boolean(), false),
    AllowedPattern: z.optional(z.string().check(z.maxLength(1024))),
    Tier: z._default(z.enum(['Standard', 'Advanced', 'Intelligent-Tiering']), 'Standard'),
    DataType: z.optional(z.literal('text')),
  }),
  (call, input) => {
    const { Name, Value, Description, KeyId, AllowedPattern } = input;
    authorizeParameter(call, 'PutParameter', Name);
    checkName(Name);
    if (Value === '') {
      throw validationError(
        "1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1.",
      );
    }
    const existing = call.store.find(Name);
    if (existing && !input.Overwrite) {
      const message =
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.';
      throw new ServiceError(400, 'ParameterAlreadyExists', message);
    }
    const type = input.Type ?? existing?.latest?.type;
    if (!type) throw validationError('A parameter type is required when you create a parameter.');
    if (existing?.latest && existing.latest.type !== type) {
      const message = `Parameter Store doesn't support changing a parameter type: ${Name} is a ${existing.latest.type}. You must create a new, unique parameter.`;
      throw new ServiceError(400, 'HierarchyTypeMismatchException', message);
    }
    checkPattern(AllowedPattern, Value);
    const tier = chooseTier(input.Tier, Value);
    const version = call.store.open(Name).add({
      type,
      value: Value,
      tier,
      modifiedAt: call.clock.now(),
      modifiedBy: call.caller.arn,
      ...(Description !== undefined && { description: Description }),
      ...(AllowedPattern !== undefined && { allowedPattern: AllowedPattern }),
      ...(type === 'SecureString' && { keyId: KeyId ?? 'alias/aws/ssm' }),
    });
    return { Version: version, Tier: tier };
  },
);
