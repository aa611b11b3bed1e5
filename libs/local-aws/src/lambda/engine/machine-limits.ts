import { totalmem } from 'node:os';

const perCore = 8;
/** Memory that a running function of this project needs, with headroom. */
const bytesPerEnvironment = 128 * 1024 ** 2;

/**
 * The number of environments that a machine can handle. A job mostly waits, so a core can serve several; with many
 * more, each takes so long to start and to be served that all of them time out. Half of the memory is left for other
 * programs.
 */
export function environmentsOfMachine(cores: number, memoryBytes: number): number {
  return Math.max(2, Math.min(perCore * cores, Math.floor(memoryBytes / 2 / bytesPerEnvironment)));
}

/** The machine's memory in bytes, or the container's limit if there is one. */
export function memoryOfMachine(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Infinity);
}
