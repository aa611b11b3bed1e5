import * as z from 'zod/mini';
import { resourceType, withoutLocalMeaning } from './resource-type.ts';

const unsearched = withoutLocalMeaning('logs are not kept');

/** `AWS::Logs::QueryDefinition`: logs go to the terminal, where nobody queries them. */
export const logsQueryDefinition = resourceType({
  type: 'AWS::Logs::QueryDefinition',
  properties: z.strictObject({
    LogGroupNames: unsearched,
    Name: unsearched,
    QueryString: unsearched,
  }),
  identify: ({ token }) => ({ ref: token(36), attributes: { QueryDefinitionId: token(36) } }),
});
