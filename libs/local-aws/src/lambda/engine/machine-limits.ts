import { totalmem } from 'node:os';

const perCore = 8;
/** What a function of this project needs while it runs, with room to spare. */
const bytesPerEnvironment = 128 * 1024 ** 2;

/**
 * How many environments a machine can handle. A job mostly waits, so a core can serve several; with many more, each
 * takes so long to start and to be served that all of them time out. Half of the memory is left for other programs.
 */
export function environmentsOfMachine(cores: number, memoryBytes: number): number {
  return Math.max(2, Math.min(perCore * cores, Math.floor(memoryBytes / 2 / bytesPerEnvironment)));
}

/** In bytes; the container's, if that has a limit. */
export function memoryOfMachine(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Infinity);
}
