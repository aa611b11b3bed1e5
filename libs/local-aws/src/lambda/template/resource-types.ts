import type { ResourceType } from '../../cloudformation/index.ts';
import { lambdaAlias } from './lambda-alias.ts';
import { lambdaEventInvokeConfig } from './lambda-event-invoke-config.ts';
import { lambdaFunction } from './lambda-function.ts';
import { lambdaLayerVersion } from './lambda-layer-version.ts';
import { lambdaPermission } from './lambda-permission.ts';
import { lambdaVersion } from './lambda-version.ts';

/** The resource types of Lambda that a template may have. */
export const lambdaResourceTypes: readonly ResourceType[] = [
  lambdaAlias,
  lambdaEventInvokeConfig,
  lambdaFunction,
  lambdaLayerVersion,
  lambdaPermission,
  lambdaVersion,
];
