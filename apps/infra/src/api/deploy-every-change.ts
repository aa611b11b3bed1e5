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
 * Makes each change of an API a new deployment: a stage continues with the snapshot that its deployment took
 * (docs/facts/a.md#a31). The construct itself looks at what was said when the API was made, and not at all parts.
 */
export function deployEveryChange(api: RestApi): void {
  const parts = () =>
    Stack.of(api)
      .node.findAll()
      .filter((construct) => deployed.some((type) => construct instanceof type))
      .map((part) => (part as unknown as Rendered)._toCloudFormation());
  api.latestDeployment?.addToLogicalId(Lazy.any({ produce: parts }));
}

/** What the construct's own hash reads of the API, too; it is not in the type's public part. */
interface Rendered {
  _toCloudFormation(): object;
}
