import { notAsked } from './not-asked.ts';
import { type Answered, countOf } from './run-probes.ts';

export interface ReportHeader {
  readonly region: string;
  readonly accountId: string;
  /** When the probe ran. */
  readonly time: Date;
}

/**
 * The results in Markdown, to attach to an issue: without anything that identifies the account, its people or its
 * resources.
 */
export function formatReport(answers: readonly Answered[], { region, accountId, time }: ReportHeader): string {
  const rows = answers.map(({ probe, verdict }) =>
    [verdict.outcome, probe.fact ?? '', probe.statement, verdict.detail].map(cell).join(' | '),
  );
  const text = `# How AWS behaves, as seen on ${time.toISOString().slice(0, 10)} in ${region}

${summaryOf(answers)}

| outcome | fact | expected | observed |
| --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join('\n')}

## Not probed

${Object.entries(notAsked)
  .map(([fact, reason]) => `- ${fact}: ${reason}`)
  .join('\n')}
`;
  return anonymous(text, accountId);
}

/** What AWS repeats in error messages, and its placeholder. The order matters: a principal contains an account. */
const names: readonly (readonly [what: RegExp, standIn: string])[] = [
  [/arn:aws[\w-]*:(?:iam|sts):[^\s"'|]+/g, 'PRINCIPAL'],
  // As API Gateway partly masks it.
  [/\*{4,}\d{4}/g, 'ACCOUNT'],
  [/\b(?:AKIA|ASIA)[A-Z\d]{12,}\b/g, 'ACCESS_KEY'],
  // A canonical request contains the session token.
  [/[\w+/=%-]{100,}/g, 'TOKEN'],
  [/\b[a-z\d]{10}(?=\.execute-api)/g, 'API'],
];

const anonymous = (text: string, accountId: string): string =>
  names.reduce((each, [what, standIn]) => each.replaceAll(what, standIn), text).replaceAll(accountId, 'ACCOUNT');

/** `40 held, 1 differs, 2 could not tell` */
export function summaryOf(answers: readonly Answered[]): string {
  const count = (outcome: Answered['verdict']['outcome']) => countOf(answers, outcome);
  return `${count('held')} held, ${count('differs')} ${count('differs') === 1 ? 'differs' : 'differ'}, ${count('could not tell')} could not tell`;
}

/** Text for a table cell, which a `|` would end. */
const cell = (text: string) => (text === '' ? '' : text.replaceAll('|', String.raw`\|`).replaceAll(/\s+/g, ' '));
