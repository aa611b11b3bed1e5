// Generated from openapi.yaml by `npx nx run contract:generate`. Do not edit: change openapi.yaml and regenerate.
export const requestModels = {
  JobParameters: {
    $schema: 'http://json-schema.org/draft-04/schema#',
    title: 'JobParameters',
    type: 'object',
    properties: {
      seconds: {
        type: 'integer',
        minimum: 1,
        maximum: 9007199254740991,
      },
    },
    required: ['seconds'],
    additionalProperties: false,
  },
} as const;
