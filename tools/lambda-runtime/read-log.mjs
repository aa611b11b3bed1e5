const frameHeaderBytes = 16;
const textFrame = 0xa55a0003;
const jsonFrame = 0xa55a0002;
/** The bits of a frame's type that hold its level. */
const level = 0x1c;

/**
 * The output of a function: entries of its log, which the client writes as frames (type, length, time, text), and the
 * lines written to stdout and stderr.
 * @param {Buffer} bytes
 * @returns {({log: string} | {output: string})[]}
 */
export function readLog(bytes) {
  const found = [];
  let output = '';
  const endOutput = () => {
    if (output !== '')
      found.push(
        ...output
          .replace(/\n$/, '')
          .split('\n')
          .map((line) => ({ output: line })),
      );
    output = '';
  };
  for (let at = 0; at < bytes.length;) {
    if (isFrame(bytes, at)) {
      endOutput();
      const start = at + frameHeaderBytes;
      at = start + bytes.readInt32BE(at + 4);
      found.push({ log: bytes.toString('utf8', start, at).replace(/\n$/, '') });
    } else {
      const next = nextFrame(bytes, at);
      output += bytes.toString('utf8', at, next);
      at = next;
    }
  }
  endOutput();
  return found;
}

function isFrame(bytes, at) {
  if (at + frameHeaderBytes > bytes.length) return false;
  const type = (bytes.readUInt32BE(at) & ~level) >>> 0;
  return type === textFrame || type === jsonFrame;
}

function nextFrame(bytes, from) {
  for (let at = from + 1; at < bytes.length; at++) if (isFrame(bytes, at)) return at;
  return bytes.length;
}
