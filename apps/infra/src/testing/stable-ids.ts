import { stackNameOf } from '../stages/stack-name.ts';

const hashes = /(?<=[A-Za-z*}])(?:[0-9A-F]{8}){1,2}(?=[A-Z.>]|$)/g;
const stackName = stackNameOf('dev');
/** The stack name, as it appears in log group names, and without hyphens in ids that CDK derives from a path. */
const stack = new RegExp(
  `(?<=log-group:)${stackName}|(?<=AllowEventRule|ApiPermission|event-bus/)${stackName.replaceAll('-', '')}`,
  'g',
);

/** Removes hashes and the name of the stack `dev` from a text, so that snapshots do not depend on them. */
export const stableIds = (text: string): string => text.replaceAll(hashes, '').replaceAll(stack, 'STACK');
