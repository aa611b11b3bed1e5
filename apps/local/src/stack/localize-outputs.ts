import type { RestApiDefinition } from '@jobs/local-aws/api-gateway';

/** The stack's outputs by name. */
export type StackOutputs = Readonly<Record<string, string>>;

/** Rewrites the URLs of the API and of queues in the stack's outputs to the local endpoint. */
export function localizeOutputs(
  outputs: readonly { readonly key: string; readonly value: string }[],
  { id, region, vpcEndpointId }: RestApiDefinition,
  endpoint: string,
): StackOutputs {
  const host = vpcEndpointId === undefined ? id : `${id}-${vpcEndpointId}`;
  const deployed = [`https://${host}.execute-api.${region}.amazonaws.com`, `https://sqs.${region}.amazonaws.com`];
  const local = (value: string) => deployed.reduce((text, address) => text.replaceAll(address, endpoint), value);
  return Object.fromEntries(outputs.map(({ key, value }) => [key, local(value)]));
}
