/** Included in each generated file. */
export const generatedNotice =
  'Generated from openapi.yaml by `npx nx run contract:generate`. Do not edit: change openapi.yaml and regenerate.';
