// Generated from openapi.yaml by `npx nx run contract:generate`. Do not edit: change openapi.yaml and generate again.
export const finalStatuses = ['Success', 'Failure', 'Cancelled'] as const;
