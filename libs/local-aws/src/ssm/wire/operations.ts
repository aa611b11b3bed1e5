import type { JsonOperation } from '../../wire/index.ts';
import type { ParametersCall } from './call.ts';
import { deleteParameter, deleteParameters } from './operations/delete-parameter.ts';
import { describeParameters, getParameterHistory } from './operations/describe-parameters.ts';
import { getParameter, getParameters } from './operations/get-parameter.ts';
import { getParametersByPath } from './operations/get-parameters-by-path.ts';
import { putParameter } from './operations/put-parameter.ts';

/** The Systems Manager operations that the local run supports: those of Parameter Store. */
export const operations: ReadonlyMap<string, JsonOperation<ParametersCall>> = new Map([
  ['DeleteParameter', deleteParameter],
  ['DeleteParameters', deleteParameters],
  ['DescribeParameters', describeParameters],
  ['GetParameter', getParameter],
  ['GetParameterHistory', getParameterHistory],
  ['GetParameters', getParameters],
  ['GetParametersByPath', getParametersByPath],
  ['PutParameter', putParameter],
]);
