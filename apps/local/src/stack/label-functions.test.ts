import { describe, expect, it } from 'vitest';
import { labelFunctions } from './label-functions.ts';

const labelsOf = (...logicalIds: string[]) => {
  const labelOf = labelFunctions(logicalIds.map((logicalId) => ({ logicalId, name: `stack-${logicalId}` })));
  return logicalIds.map((logicalId) => labelOf(`stack-${logicalId}`));
};

describe('labels of functions', () => {
  it('are the words by which logical ids differ', () => {
    expect(labelsOf('ProcessingProcessorFunctionE9370182', 'ProcessingErrorHandlerFunctionAE08E09D')).toEqual([
      'processor',
      'error handler',
    ]);
  });

  it('are never empty', () => {
    expect(labelsOf('Jobs0123ABCD', 'JobsMail0123ABCD')).toEqual(['jobs', 'jobs mail']);
    expect(labelsOf('SameA', 'SameA')).toEqual(['a', 'a']);
    expect(labelsOf('Function')).toEqual(['function']);
  });

  it('keep all words if there is only one function', () => {
    expect(labelsOf('ApiKMSRotatorFunction0123ABCD')).toEqual(['api kms rotator']);
  });

  it('are physical names for unknown functions', () => {
    expect(labelFunctions([])('other')).toBe('other');
  });
});
