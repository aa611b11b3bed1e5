import { randomInt } from 'node:crypto';
import * as z from 'zod/mini';
import { makePassword } from '../../engine/password.ts';
import { invalidParameter, operation } from '../call.ts';

const flag = z.optional(z.boolean());

export const getRandomPassword = operation(
  z.strictObject({
    PasswordLength: z.optional(z.int().check(z.minimum(1), z.maximum(4096))),
    ExcludeCharacters: z.optional(z.string().check(z.maxLength(4096))),
    ExcludeLowercase: flag,
    ExcludeUppercase: flag,
    ExcludeNumbers: flag,
    ExcludePunctuation: flag,
    IncludeSpace: flag,
    RequireEachIncludedType: flag,
  }),
  ({ authorize }, rules) => {
    authorize('secretsmanager:GetRandomPassword', '*');
    const RandomPassword = makePassword(rules, randomInt);
    if (RandomPassword !== undefined) return { RandomPassword };
    throw invalidParameter(
      'The rules exclude all characters, or require more character types than PasswordLength allows.',
    );
  },
);
