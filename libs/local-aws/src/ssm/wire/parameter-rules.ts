import { ServiceError } from '../../wire/index.ts';
import { validationError } from './call.ts';

const maxLevels = 15;
const maxStandardLength = 4096;
const maxAdvancedLength = 8192;

/**
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
 * @throws ServiceError for an invalid parameter name
 */
export function checkName(name: string): void {
  if (!name.startsWith('/') && name.includes('/'))
    throw validationError('Parameter name must be a fully qualified name.');
  if (/^\/(?:aws|ssm)/i.test(name)) {
    throw new ServiceError(400, 'AccessDeniedException', `No access to reserved parameter name: ${name}.`);
  }
  if (/^(?:aws|ssm)/i.test(name)) {
    throw validationError('Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive).');
  }
  if (!/^[\w./-]+$/.test(name) || name.endsWith('/') || name.includes('//')) {
    throw validationError(
      'Parameter name: can only include the following letters and symbols: a-zA-Z0-9_.- and, between the levels of a hierarchy, /.',
    );
  }
  if (name.startsWith('/') && name.split('/').length - 1 > maxLevels) {
    const message = `Hierarchies can have a maximum of ${maxLevels} levels. Remove some levels from the name and try again.`;
    throw new ServiceError(400, 'HierarchyLevelLimitExceededException', message);
  }
}

/** @throws ServiceError if the whole value doesn't match the pattern, or the pattern is invalid */
export function checkPattern(pattern: string | undefined, value: string): void {
  if (pattern === undefined) return;
  if (compile(pattern).test(value)) return;
  const message = `Parameter value, cannot be validated against allowedPattern: ${pattern}`;
  throw new ServiceError(400, 'ParameterPatternMismatchException', message);
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    throw new ServiceError(
      400,
      'InvalidAllowedPatternException',
      'The request does not meet the regular expression requirement.',
    );
  }
}

/** @throws ServiceError when the value is too long for the tier */
export function chooseTier(requested: 'Standard' | 'Advanced' | 'Intelligent-Tiering', value: string): string {
  const tier =
    requested === 'Intelligent-Tiering' ? (value.length > maxStandardLength ? 'Advanced' : 'Standard') : requested;
  const maxLength = tier === 'Standard' ? maxStandardLength : maxAdvancedLength;
  if (value.length <= maxLength) return tier;
  const upgrade =
    tier === 'Standard'
      ? ' To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html'
      : '';
  throw validationError(
    `${tier} tier parameters support a maximum parameter value of ${maxLength} characters.${upgrade}`,
  );
}
