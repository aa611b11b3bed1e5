import { endOfJson } from '../../kernel/index.ts';
import { payloadNotJson, payloadTooLarge } from './errors.ts';

const limits = { Event: 1_048_576, RequestResponse: 6_291_456 } as const;

/**
 * Returns the payload as the function receives it; throws if it is too large (docs/facts/b.md#b4, #b5) or not JSON
 * (docs/facts/b.md#b6, docs/facts/a.md#a55). An empty payload is the event `{}` (docs/facts/b.md#b6).
 * @throws InvokeError
 */
export function acceptPayload(payload: string, invocationType: keyof typeof limits): string {
  const limit = limits[invocationType];
  const bytes = Buffer.byteLength(payload);
  if (bytes > limit) throw payloadTooLarge(bytes, invocationType, limit);
  if (payload === '') return '{}';
  try {
    JSON.parse(payload);
  } catch {
    throw payloadNotJson(jacksonText(payload));
  }
  return payload;
}

/** Lambda's parser is Jackson, whose errors end with a position; the text before it is similar, not identical. */
function jacksonText(payload: string): string {
  const position = endOfJson(payload);
  const before = payload.slice(0, position).split('\n');
  const place = `line: ${before.length}, column: ${(before.at(-1) ?? '').length + 1}`;
  return `${problemAt(payload, position)}\n at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); ${place}]`;
}

function problemAt(payload: string, position: number): string {
  const found = payload.codePointAt(position);
  if (found === undefined) return 'Unexpected end-of-input';
  const token = /^[A-Z_$][\w$]*/i.exec(payload.slice(position, position + 256))?.[0];
  return token === undefined
    ? `Unexpected character ('${String.fromCodePoint(found)}' (code ${found}))`
    : `Unrecognized token '${token}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
}
