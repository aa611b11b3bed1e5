// JavaScript, because Node would load what removes types, with 15 MB of memory, before the cache can be turned on.
import { enableCompileCache } from 'node:module';

// Before anything else is loaded: stripping the types and compiling takes longer than all the rest of a start.
enableCompileCache();
await import('./command/command.ts');
