/**
 * Replaces `@aws-sdk/endpoint-cache` in the bundles of the functions. The DynamoDB client creates such a cache, but
 * uses it only with endpoint discovery, which is off unless the environment turns it on.
 */
export class EndpointCache {
  getEndpoint(): never {
    throw new Error('Endpoint discovery is not in this bundle: unset AWS_ENABLE_ENDPOINT_DISCOVERY.');
  }
}
