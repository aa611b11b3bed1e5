import { PrintedList } from '@jobs/velocity';
import { toJsonText } from './json-print.ts';

/**
 * A JSON array, which prints itself as JSON, unlike a list created in a template (docs/facts/a.md#a59). json-smart
 * escapes slashes there, but not in `$input.json`.
 */
export class JsonList extends PrintedList {
  override print(): string {
    return toJsonText(this).replaceAll('/', String.raw`\/`);
  }
}
