import type { MappingResult, MappingScope } from './mapping/index.ts';

export type { MappingResult, MappingScope };

/** Makes mapping templates that can be rendered; throws when the source doesn't compile. */
export interface TemplateEngine {
  /** @param name what the template is called in messages, such as `POST /jobs: the request template of application/json` */
  compile(source: string, name: string): MappingTemplate;
}

/** Throws when the template fails. */
export type MappingTemplate = (scope: MappingScope) => MappingResult;
