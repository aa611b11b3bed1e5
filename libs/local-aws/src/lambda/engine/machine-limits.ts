import { totalmem } from 'node:os';

const perCore = 8;
/** What a function of this project takes while it runs, with room for others. */
const bytesPerEnvironment = 128 * 1024 ** 2;

/**
 * How many environments a machine can bear. Most of a job is waiting, so that a core can serve several; with many more,
 * each takes so long to start and to be heard that all of them time out. Half of the memory is left for others.
 */
export function environmentsOfMachine(cores: number, memoryBytes: number): number {
  return Math.max(2, Math.min(perCore * cores, Math.floor(memoryBytes / 2 / bytesPerEnvironment)));
}

/** In bytes; that of the container, when there is a limit. */
export function memoryOfMachine(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Infinity);
}
