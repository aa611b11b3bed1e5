// JavaScript, because for TypeScript, Node would load its type stripper (15 MB) before the cache can be turned on.
import { enableCompileCache } from 'node:module';

// Before anything else is loaded: stripping types and compiling take longer than the rest of the start.
enableCompileCache();
await import('./command/command.ts');
