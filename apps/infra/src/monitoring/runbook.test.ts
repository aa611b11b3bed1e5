import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stackNameOf } from '../stages/stack-name.ts';
import { parseStage } from '../stages/stage-settings.ts';
import { synthesize } from '../testing/synthesize.ts';

const stackName = stackNameOf('prod');
const runbook = readFileSync(resolve(import.meta.dirname, '../../../../docs/runbook.md'), 'utf8');

/** The alarm sections by name. */
const sections = new Map(
  runbook
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section.split(/^## /m)[0] ?? '']),
);

interface Alarm {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly Metrics?: { readonly MetricStat?: object }[];
}

const alarmsOf = (settings: object) =>
  Object.values(
    synthesize('prod', parseStage('prod', settings)).findResources('AWS::CloudWatch::Alarm') as Record<
      string,
      { Properties: Alarm }
    >,
  ).map(({ Properties }) => Properties);

/** The alarms with every setting that adds alarms. */
const alarms = alarmsOf({ completionEvents: true, monitoring: { requestAnomalies: true } });

describe('docs/runbook.md', () => {
  it('has exactly one section per alarm', () => {
    expect([...sections.keys()].sort()).toEqual(
      alarms.map(({ AlarmName }) => AlarmName.replace(`${stackName}-`, '')).sort(),
    );
  });

  it.each([...sections])('explains what %s means, where to look, and what to do', (_name, text) => {
    for (const part of ['Means', 'Look at', 'Do']) expect(text).toContain(`- **${part}:** `);
  });

  it('has no broken links to sections', () => {
    const anchors = [...runbook.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    const headings = [...runbook.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
    const known = headings.map((heading) => heading.toLowerCase().replaceAll(' ', '-'));
    expect(anchors.filter((anchor) => !known.includes(anchor ?? ''))).toEqual([]);
  });

  it('is named in the description of each alarm, with its section', () => {
    for (const { AlarmName, AlarmDescription } of alarms) {
      const section = AlarmName.replace(`${stackName}-`, '');
      expect(AlarmDescription).toMatch(/^\S.+\. What to do: /);
      expect(AlarmDescription).toContain(`What to do: see ${section} in docs/runbook.md.`);
    }
  });

  it('is linked from the description of each alarm if its URL is set', () => {
    const runbookUrl = 'https://wiki.example.com/jobs/runbook';
    const described = alarmsOf({ monitoring: { runbookUrl } }).map(({ AlarmDescription }) => AlarmDescription);
    expect(described.length).toBeGreaterThan(20);
    for (const text of described)
      expect(text).toMatch(/\. What to do: https:\/\/wiki\.example\.com\/jobs\/runbook#[a-z]+$/);
    expect(described).toContainEqual(expect.stringMatching(/#processor.+$/));
  });

  it('states how many alarms there are, and how many metrics they are billed for', () => {
    const metricsIn = (all: readonly Alarm[]) =>
      all.flatMap(({ Metrics = [{ MetricStat: {} }] }) => Metrics).filter(({ MetricStat }) => MetricStat).length;
    const byDefault = alarmsOf({});
    expect(runbook).toContain(`here ${metricsIn(byDefault)} for ${byDefault.length} alarms`);
    const withEvents = alarmsOf({ completionEvents: true });
    expect(runbook).toContain(`with completion events ${metricsIn(withEvents)} for ${withEvents.length}`);
  });

  it('names the saved queries', () => {
    const queries = synthesize('prod').findResources('AWS::Logs::QueryDefinition') as Record<
      string,
      { Properties: { Name: string } }
    >;
    for (const { Properties } of Object.values(queries)) {
      expect(runbook).toContain(`\`${Properties.Name.replace(`${stackName}/`, '')}\``);
    }
  });
});
