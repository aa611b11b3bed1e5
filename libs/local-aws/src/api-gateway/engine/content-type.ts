import { headerValue, type HttpRequest } from '../../kernel/index.ts';
import type { PassthroughBehavior } from './definition.ts';
import { unsupportedMediaType } from './gateway-error.ts';

export const applicationJson = 'application/json';

/**
 * The request's MIME type without its parameters (docs/facts/a.md#a38), `application/json` when none was sent
 * (docs/facts/a.md#a30, #a36).
 */
export function requestContentType(request: HttpRequest): string {
  const sent = headerValue(request, 'content-type');
  return sent === undefined || sent.trim() === '' ? applicationJson : mimeType(sent);
}

function mimeType(contentType: string): string {
  const end = contentType.indexOf(';');
  return (end < 0 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
}

/**
 * The template for a request's content type; undefined when the body passes through as it is (docs/facts/a.md#a36).
 * @throws GatewayError 415 (docs/facts/a.md#a37)
 */
export function selectRequestTemplate<T>(
  templates: ReadonlyMap<string, T>,
  passthrough: PassthroughBehavior,
  contentType: string,
): T | undefined {
  const match = templates.get(contentType);
  if (match !== undefined) return match;
  const passes = passthrough === 'WHEN_NO_MATCH' || (passthrough === 'WHEN_NO_TEMPLATES' && templates.size === 0);
  if (!passes) throw unsupportedMediaType();
  return undefined;
}

/**
 * The template for a content type that the client accepts, else for JSON, else the first; undefined if there is none
 * (docs/facts/a.md#a40).
 */
export function selectResponseTemplate<T>(
  templates: ReadonlyMap<string, T>,
  accept: string | undefined,
): { readonly contentType: string; readonly template: T } | undefined {
  if (templates.size === 0) return undefined;
  const accepted = accept === undefined ? [] : accept.split(',').map(mimeType);
  for (const contentType of [...accepted, applicationJson, ...templates.keys()]) {
    const template = templates.get(contentType);
    if (template !== undefined) return { contentType, template };
  }
  return undefined;
}

/** A record by content type, as a map by MIME type. */
export function byMimeType<S, T>(record: Readonly<Record<string, S>>, make: (value: S, key: string) => T) {
  return new Map(
    Object.entries(record).map(([contentType, value]) => [mimeType(contentType), make(value, contentType)]),
  );
}
