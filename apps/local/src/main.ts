import { enableCompileCache } from 'node:module';

// Before anything else is loaded: stripping the types and compiling takes longer than all the rest of a start.
enableCompileCache();
await import('./command/command.ts');
