export * from './captured-output.ts';
export * from './jobs-table.ts';
export * from './lambda-context.ts';
export * from './xray-daemon-double.ts';
