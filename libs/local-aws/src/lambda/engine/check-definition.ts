import { existsSync } from 'node:fs';
import { destinationOf } from './destination-arn.ts';
import { reservedVariables } from './environment-variables.ts';
import { FunctionConfigurationError } from './errors.ts';
import type { AsynchronousConfiguration, FunctionDefinition } from './function-definition.ts';
import { maxLayers } from './layers.ts';

const runtimes = ['nodejs24.x'];
const maxVariablesBytes = 4096;

/**
 * Rejects a function that AWS would reject (docs/facts/b.md#b12, #b13, docs/facts/f.md#f3), or that can't run here.
 * @throws FunctionConfigurationError
 */
export function checkDefinition(definition: FunctionDefinition): void {
  const problem = [...problems(definition)][0];
  if (problem !== undefined) throw new FunctionConfigurationError(definition.logicalId, problem);
}

function* problems(definition: FunctionDefinition): Generator<string> {
  const { environment, layerFolders = [], qualifiers } = definition;
  if (!runtimes.includes(definition.runtime)) {
    yield `its runtime is ${definition.runtime}; supported here: ${runtimes.join(', ')}`;
  }
  if (!existsSync(definition.codeFolder))
    yield `the code folder ${definition.codeFolder} does not exist; build it first`;
  for (const folder of layerFolders.filter((each) => !existsSync(each))) {
    yield `the layer folder ${folder} does not exist; build it first`;
  }
  if (layerFolders.length > maxLayers) yield `it has ${layerFolders.length} layers; the maximum is ${maxLayers}`;
  const reserved = Object.keys(environment).filter((name) => reservedVariables.has(name));
  if (reserved.length > 0) yield `it sets environment variables that are reserved for Lambda: ${reserved.join(', ')}`;
  if (Buffer.byteLength(JSON.stringify(environment)) > maxVariablesBytes) {
    yield `its environment variables take more than ${maxVariablesBytes} bytes`;
  }
  for (const { asynchronous } of Object.values(qualifiers)) yield* asynchronousProblems(definition, asynchronous);
}

function* asynchronousProblems(
  { arn: functionArn }: FunctionDefinition,
  asynchronous: AsynchronousConfiguration,
): Generator<string> {
  const { maximumRetryAttempts: retries, maximumEventAgeSeconds: age } = asynchronous;
  if (!Number.isInteger(retries) || retries < 0 || retries > 2) {
    yield `MaximumRetryAttempts is ${retries}; it must be 0, 1 or 2`;
  }
  if (!Number.isInteger(age) || age < 60 || age > 21_600) {
    yield `MaximumEventAgeInSeconds is ${age}; it must be from 60 to 21600`;
  }
  for (const arn of [asynchronous.onSuccess, asynchronous.onFailure]) {
    if (arn === undefined) continue;
    if (destinationOf(arn) === undefined) yield `its destination ${arn} is neither a function nor an event bus`;
    if (arn === functionArn || arn.startsWith(`${functionArn}:`)) {
      yield `You can't specify the function as a destination for itself.`;
    }
  }
}
