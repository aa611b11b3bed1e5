import type { ResourceType } from '../../cloudformation/index.ts';
import { apiGatewayAccount } from './api-gateway-account.ts';
import { apiGatewayDeployment } from './api-gateway-deployment.ts';
import { apiGatewayGatewayResponse } from './api-gateway-gateway-response.ts';
import { apiGatewayMethod } from './api-gateway-method.ts';
import { apiGatewayModel } from './api-gateway-model.ts';
import { apiGatewayRequestValidator } from './api-gateway-request-validator.ts';
import { apiGatewayResource } from './api-gateway-resource.ts';
import { apiGatewayRestApi } from './api-gateway-rest-api.ts';
import { apiGatewayStage } from './api-gateway-stage.ts';

/** The resource types of API Gateway that a template may have. */
export const apiGatewayResourceTypes: readonly ResourceType[] = [
  apiGatewayAccount,
  apiGatewayDeployment,
  apiGatewayGatewayResponse,
  apiGatewayMethod,
  apiGatewayModel,
  apiGatewayRequestValidator,
  apiGatewayResource,
  apiGatewayRestApi,
  apiGatewayStage,
];
