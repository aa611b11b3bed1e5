import type { RestApiDefinition } from './api-gateway/index.ts';

/** The stack's outputs by name. */
export type StackOutputs = Readonly<Record<string, string>>;

/** The stack's outputs as they are here: the API's address is on this machine. */
export function localOutputs(
  outputs: readonly { readonly key: string; readonly value: string }[],
  { id, region, vpcEndpointId }: RestApiDefinition,
  endpoint: string,
): StackOutputs {
  const host = vpcEndpointId === undefined ? id : `${id}-${vpcEndpointId}`;
  const deployed = `https://${host}.execute-api.${region}.amazonaws.com`;
  return Object.fromEntries(outputs.map(({ key, value }) => [key, value.replaceAll(deployed, endpoint)]));
}
