import { ManualClock } from '../../kernel/testing/manual-clock.ts';
import { type Authorize, ServiceError } from '../../wire/index.ts';
import { jsonCall, localUser } from '../../wire/testing/json-call.ts';
import type { SecretDefinition } from '../engine/secret-definition.ts';
import { createSecrets, createSecretsManagerService } from '../index.ts';

const owner = { region: 'eu-west-1', accountId: '000000000000' };

/** Secrets Manager with the given secrets, for a caller who may do everything unless `authorize` denies it. */
export function secretsFixture(
  definitions: readonly SecretDefinition[] = [],
  authorize: Authorize = () => ({ allowed: true }),
) {
  const clock = new ManualClock();
  const secrets = createSecrets(definitions, { ...owner, clock });
  const explainMissing = (name: string) => `Add ${name}.`;
  const service = createSecretsManagerService(secrets, { clock, authorize, explainMissing });
  const call = async (operation: string, input: object = {}) => {
    const { body } = await service.handle(jsonCall(`secretsmanager.${operation}`, input), localUser);
    return JSON.parse(body.toString()) as Record<string, unknown>;
  };
  /** The code and message of the error that a call fails with. */
  const rejection = async (operation: string, input: object) => {
    const error = await call(operation, input).catch((reason: unknown) => reason);
    return error instanceof ServiceError ? [error.code, error.message] : ['not rejected', JSON.stringify(error)];
  };
  return { clock, secrets, call, rejection };
}

export const definitionOf = (name: string, value?: string): SecretDefinition => ({
  name,
  arn: `arn:aws:secretsmanager:eu-west-1:000000000000:secret:${name}-AbCdEf`,
  tags: {},
  ...(value !== undefined && { value }),
});
