import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

type CredentialProvider = Extract<NonNullable<DynamoDBClientConfig['credentials']>, () => unknown>;

/**
 * Replaces `@aws-sdk/credential-provider-node` in the bundles of the functions: the credentials of a function's role
 * are in its environment (docs/facts/f.md#f1), and the SDK's own chain, which tries eight more sources, doubles the
 * size of a bundle.
 */
export const defaultProvider = (): CredentialProvider => () => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    return Promise.reject(new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set.'));
  }
  return Promise.resolve({
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  });
};
