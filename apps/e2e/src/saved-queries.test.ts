import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { StackEvent } from '@jobs/local';
import { sleeping } from '@jobs/local/testing/test-contract';
import { assembly, isDeployed, type LocalTarget, stackName, startLocalTarget } from './testing/target.ts';

interface Query {
  readonly Type: string;
  readonly Properties: { readonly Name: string; readonly QueryString: string };
}

/** The saved queries by name. */
function savedQueries(): Map<string, string> {
  const template = readFileSync(join(assembly, `${stackName}.template.json`), 'utf8');
  const { Resources } = JSON.parse(template) as { Resources: Record<string, Query> };
  const found = Object.values(Resources).filter(({ Type }) => Type === 'AWS::Logs::QueryDefinition');
  return new Map(found.map(({ Properties }) => [Properties.Name.replace(`${stackName}/`, ''), Properties.QueryString]));
}

/** The Logs Insights keywords and functions that the queries use. */
const language =
  /^(?:fields|filter|stats|sort|limit|by|as|asc|desc|and|or|like|ispresent|count|min|max|latest|bin|pct|strcontains|\d\w*)$/;

/** The log fields that a query uses, without literals, its own aliases, and fields that CloudWatch adds. */
function fieldsOf(query: string): string[] {
  const plain = query.replaceAll(/"[^"]*"|\/[^/]*\//g, '');
  const own = new Set([...plain.matchAll(/ as (\w+)/g)].map(([, name]) => name));
  const words = plain.match(/(?<![\w.])@?[A-Z_][\w.]*/gi) ?? [];
  return [...new Set(words)].filter((word) => !word.startsWith('@') && !language.test(word) && !own.has(word));
}

/** The paths of all values in log lines, as Logs Insights names them. */
function pathsIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, child]) => pathsIn(child, path === '' ? key : `${path}.${key}`));
}

let target: LocalTarget | undefined;
afterEach(() => target?.stop());

describe.skipIf(isDeployed)('the saved queries', () => {
  it('use only fields that the logs have', async () => {
    const steps: StackEvent[] = [];
    const accessLog: string[] = [];
    const broken = { status: 400, code: 'ValidationException', message: 'on purpose' };
    let isBroken = false;
    const local = await startLocalTarget({
      report: (step) => steps.push(step),
      reportAccess: (line) => accessLog.push(line),
      faults: { dynamoDb: { before: () => (isBroken ? broken : undefined) } },
    });
    target = local;
    await local.client.submitAndWait(sleeping(1));
    await local.client.submitAndWait(sleeping(301)).catch(() => undefined);
    isBroken = true;
    await local.client.submit(sleeping(1));
    await vi.waitFor(
      () => {
        expect(steps.map(({ type }) => type)).toContain('event-archived');
      },
      { timeout: 20_000 },
    );

    const lines = [...steps.flatMap((step) => (step.type === 'function-log' ? [step.line] : [])), ...accessLog];
    const known = new Set(lines.flatMap((line) => pathsIn(JSON.parse(line))));
    // Lambda itself logs these on AWS (F23).
    for (const path of ['type', 'record.metrics.initDurationMs']) known.add(path);
    for (const [name, query] of savedQueries()) {
      const fields = fieldsOf(query);
      expect(fields.length, name).toBeGreaterThan(0);
      expect(
        fields.filter((field) => !known.has(field)),
        name,
      ).toEqual([]);
    }
  });
});
