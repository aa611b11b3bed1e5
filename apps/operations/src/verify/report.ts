import { notAsked } from './not-asked.ts';
import { type Answered, countOf } from './run-probes.ts';

export interface ReportHeader {
  readonly region: string;
  readonly accountId: string;
  /** When it was asked. */
  readonly time: Date;
}

/** The answers in Markdown, to attach to an issue: without the account's id. */
export function reportOf(answers: readonly Answered[], { region, accountId, time }: ReportHeader): string {
  const rows = answers.map(({ probe, verdict }) =>
    [verdict.outcome, probe.fact ?? '', probe.statement, verdict.detail].map(cell).join(' | '),
  );
  const text = `# How AWS behaves, as seen on ${time.toISOString().slice(0, 10)} in ${region}

${summaryOf(answers)}

| outcome | fact | what is thought to be so | what was seen |
| --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join('\n')}

## Not asked

${Object.entries(notAsked)
  .map(([fact, reason]) => `- ${fact}: ${reason}`)
  .join('\n')}
`;
  return text.replaceAll(accountId, 'ACCOUNT');
}

/** `40 held, 1 differs, 2 could not tell` */
export function summaryOf(answers: readonly Answered[]): string {
  const count = (outcome: Answered['verdict']['outcome']) => countOf(answers, outcome);
  return `${count('held')} held, ${count('differs')} ${count('differs') === 1 ? 'differs' : 'differ'}, ${count('could not tell')} could not tell`;
}

/** Text for a cell of a table: code, in which a `|` would end the cell. */
const cell = (text: string) => (text === '' ? '' : text.replaceAll('|', String.raw`\|`).replaceAll(/\s+/g, ' '));
