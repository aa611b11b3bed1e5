import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A violation of a cdk-nag rule. */
export interface Finding {
  readonly rule: string;
  readonly description: string;
  /** The paths of the violating constructs, such as `jobs-dev/JobResources/Reports`. */
  readonly constructs: readonly string[];
}

interface Report {
  readonly pluginReports: readonly {
    readonly violations: readonly {
      readonly ruleName: string;
      readonly description: string;
      readonly violatingConstructs: readonly { readonly constructPath?: string }[];
    }[];
  }[];
}

/**
 * The findings that a synthesis wrote to its cloud assembly; empty if there is no report.
 * @param folder of the cloud assembly
 * @throws Error when the report can't be read
 */
export function readFindings(folder: string): readonly Finding[] {
  const report = readIfThere(join(folder, 'validation-report.json'));
  if (report === undefined) return [];
  return (JSON.parse(report) as Report).pluginReports.flatMap(({ violations }) =>
    violations.map(({ ruleName, description, violatingConstructs }) => ({
      rule: ruleName,
      description,
      constructs: violatingConstructs.flatMap(({ constructPath }) => constructPath?.replace(/\/Resource$/, '') ?? []),
    })),
  );
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A finding, its location, and the line of code that accepts it. */
export function describeFinding({ rule, description, constructs }: Finding): string {
  return [
    `${rule}: ${description}`,
    `  at ${constructs.join(', ')}`,
    `  Fix it, or accept it with: suppress(${variableOf(constructs[0] ?? '')}, { ${quoted(rule)}: 'why this is acceptable' });`,
  ].join('\n');
}

/**
 * A likely name of the variable that holds a construct. Policies and roles are accepted on the construct that they
 * belong to.
 */
function variableOf(path: string): string {
  const name = path.split('/').findLast((part) => !['Role', 'DefaultPolicy', 'Policy'].includes(part)) ?? '';
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

const quoted = (rule: string) => `'${rule.replaceAll("'", String.raw`\'`)}'`;
