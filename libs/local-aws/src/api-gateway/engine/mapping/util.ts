import { HostObject, method, MethodFailure, print, type Value } from '@jobs/velocity';
import { JsonTextError } from '../json/read-json.ts';
import { escapeJavaScript } from './escape-java-script.ts';
import { parseJsonText } from './json-text.ts';

/** `$util` (docs/facts/a.md#a66, #a68). It has no state. */
export const utilVariable = new HostObject({
  typeName: '$util',
  methods: {
    base64Decode: [method(['text'], (_, text) => base64Decode(text))],
    base64Encode: [method(['text'], (_, text) => Buffer.from(text, 'utf8').toString('base64'))],
    escapeJavaScript: [method(['any'], (_, value) => escapeJavaScript(print(value)))],
    parseJson: [method(['any'], (_, value) => parseJson(print(value)))],
    urlDecode: [method(['text'], (_, text) => urlDecode(text))],
    urlEncode: [method(['any'], (_, value) => urlEncode(print(value)))],
  },
});

/** Like `java.util.Base64`: anything other than Base64 is an error (docs/facts/v.md#v7); padding may be absent. */
function base64Decode(text: string): string {
  const [, padding] = /^[a-z0-9+/]*(={0,2})$/i.exec(text) ?? [];
  const isBase64 = padding === '' ? text.length % 4 !== 1 : padding !== undefined && text.length % 4 === 0;
  if (!isBase64) throw new MethodFailure(`${JSON.stringify(text.slice(0, 100))} is not Base64`);
  return Buffer.from(text, 'base64').toString('utf8');
}

function parseJson(text: string): Value {
  try {
    return parseJsonText(text);
  } catch (failure) {
    if (!(failure instanceof JsonTextError)) throw failure;
    throw new MethodFailure(`not JSON: ${failure.message}`, { cause: failure });
  }
}

/**
 * Like `java.net.URLEncoder`: a space becomes `+`, and only letters, digits and `.-*_` are kept (docs/facts/a.md#a65).
 */
function urlEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll('%20', '+')
    .replaceAll(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function urlDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    throw new MethodFailure(`${JSON.stringify(text)} is not URL-encoded`, { cause });
  }
}
