import { globSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { workspaceFiles } from '../links/workspace-files.ts';
import { excluded, type Section, sections } from './sections.ts';

/**
 * The pages of the site by section.
 * @throws Error when a Markdown file of the workspace is neither a page nor excluded
 */
export function sitePages(workspace: string): readonly Section[] {
  const taken = new Set<string>();
  const filled = sections.map((section) => {
    const files = section.files.flatMap((pattern) => globSync(pattern, { cwd: workspace }).sort(inOrder));
    const own = [...new Set(files)].filter((file) => !taken.has(file));
    for (const file of own) taken.add(file);
    return { ...section, files: own };
  });
  const forgotten = workspaceFiles(workspace).filter(
    (file) => file.endsWith('.md') && !taken.has(file) && !excluded.some((pattern) => matchesGlob(file, pattern)),
  );
  if (forgotten.length > 0) {
    throw new Error(
      `Neither in the site nor excluded: ${forgotten.join(', ')}. Add them to a section or to excluded in tools/docs/src/site/sections.ts.`,
    );
  }
  return filled;
}

/** Sorts alphabetically, with numbers in numeric order. */
const inOrder = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true });
