export * from './captured-output.ts';
export * from './fake-xray-daemon.ts';
export * from './jobs-table.ts';
export * from './lambda-context.ts';
