import { PrintedList } from '@jobs/velocity';
import { toJsonText } from './json-print.ts';

/** A JSON array, which prints itself as JSON, unlike a list that a template makes (docs/facts/a.md#a59). */
export class JsonList extends PrintedList {
  override print(): string {
    return toJsonText(this);
  }
}
