import type { Pipe } from './engine/pipe.ts';
import type { PipeDefinition } from './engine/pipe-definition.ts';
import type { PipePorts } from './engine/ports.ts';

export type { PipeDefinition } from './engine/pipe-definition.ts';
export type { PipePorts } from './engine/ports.ts';

/** The pipes of templates: loaded only for stacks that have some. */
export const loadPipesTemplate = () => import('./template/index.ts');

/** The pipes of a stack. */
export interface Pipes {
  /** Starts the pipes that should run, unless `stop` has already been called. */
  start(): Promise<void>;
  /** Resolves when all records have been delivered. */
  idle(): Promise<void>;
  /** Resolves when the current records have been handled. */
  stop(): Promise<void>;
}

/** @param definitions if none of them runs, no code is loaded */
export function createPipes(definitions: readonly PipeDefinition[], ports: PipePorts): Pipes {
  let pipes: readonly Pipe[] = [];
  let isStopped = false as boolean;
  const all = (run: (pipe: Pipe) => Promise<void>) => Promise.all(pipes.map(run)).then(() => undefined);
  return {
    start: async () => {
      const running = definitions.filter(({ isRunning }) => isRunning);
      if (running.length === 0) return;
      const { Pipe: RunningPipe } = await import('./engine/pipe.ts');
      if (isStopped) return;
      pipes = running.map((definition) => new RunningPipe(definition, ports));
      await all((pipe) => pipe.start());
    },
    idle: () => all((pipe) => pipe.idle()),
    stop: () => {
      isStopped = true;
      return all((pipe) => pipe.stop());
    },
  };
}
