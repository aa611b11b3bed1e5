import { Lazy, Stack } from 'aws-cdk-lib';
import {
  CfnGatewayResponse,
  CfnMethod,
  CfnModel,
  CfnRequestValidator,
  CfnResource,
  type RestApi,
} from 'aws-cdk-lib/aws-apigateway';

const deployed = [CfnMethod, CfnModel, CfnRequestValidator, CfnGatewayResponse, CfnResource];

/**
 * Creates a new deployment for each change of an API: a stage serves the snapshot that its deployment took
 * (docs/facts/a.md#a31). The construct's own hash covers only some parts of the API, as they were when it was created.
 */
export function deployEveryChange(api: RestApi): void {
  const parts = () =>
    Stack.of(api)
      .node.findAll()
      .filter((construct) => deployed.some((type) => construct instanceof type))
      .map((part) => (part as unknown as Rendered)._toCloudFormation());
  api.latestDeployment?.addToLogicalId(Lazy.any({ produce: parts }));
}

/** What the construct's own hash also reads from the API; it is not part of the public type. */
interface Rendered {
  _toCloudFormation(): object;
}
