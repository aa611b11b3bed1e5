import { stackNameOf } from '../stages/stack-name.ts';

const hashes = /(?<=[A-Za-z*}])(?:[0-9A-F]{8}){1,2}(?=[A-Z.>]|$)/g;
const stackName = stackNameOf('dev');
/** In names of log groups, and without the hyphens in ids of permissions, which CDK makes of a path. */
const stack = new RegExp(
  `(?<=log-group:)${stackName}|(?<=AllowEventRule|ApiPermission|event-bus/)${stackName.replaceAll('-', '')}`,
  'g',
);

/** Names and logical ids of the stage `dev` within a text, without what depends on the name of the stack. */
export const stableIds = (text: string): string => text.replaceAll(hashes, '').replaceAll(stack, 'STACK');
