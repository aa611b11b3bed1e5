import { type FileSystem, fileSystem } from '../stack/persistence/file-system.ts';

/** A file system that can be made to fail. */
export interface FaultyFiles {
  readonly files: FileSystem;
  /** Leaves space for this many more bytes; overwriting needs none. */
  leaveRoom(bytes: number): void;
  /** Makes the n-th write from now fail. */
  failWrite(ordinal: number): void;
  /** Makes all calls of a function fail, or work again. */
  fail(name: keyof FileSystem, code: string | undefined): void;
}

export function faultyFiles(): FaultyFiles {
  const codes = new Map<keyof FileSystem, string>();
  let room = Infinity;
  let writesToFailure = 0;
  const failing = new Proxy(fileSystem, {
    get: (target, name: keyof FileSystem) => {
      const code = codes.get(name);
      return code === undefined ? target[name] : () => throwSystemError(code, name);
    },
  });
  const writeSync = (descriptor: number, bytes: Buffer, offset: number, length: number, position: number): number => {
    writesToFailure -= 1;
    if (writesToFailure === 0) throwSystemError('EIO', 'write');
    const grows = Math.max(0, position + length - fileSystem.fstatSync(descriptor).size);
    const takes = length - Math.max(0, grows - room);
    if (takes <= 0) throwSystemError('ENOSPC', 'write');
    room -= Math.min(grows, room);
    return failing.writeSync(descriptor, bytes, offset, takes, position);
  };
  const files = new Proxy(failing, {
    get: (target, name: keyof FileSystem) => (name === 'writeSync' ? writeSync : target[name]),
  });
  return {
    files,
    leaveRoom: (bytes) => {
      room = bytes;
    },
    failWrite: (ordinal) => {
      writesToFailure = ordinal;
    },
    fail: (name, code) => {
      if (code === undefined) codes.delete(name);
      else codes.set(name, code);
    },
  };
}

const descriptions: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EIO: 'i/o error',
  ENOSPC: 'no space left on device',
};

function throwSystemError(code: string, call: string): never {
  throw Object.assign(new Error(`${code}: ${descriptions[code] ?? 'failed'}, ${call}`), { code });
}
