import { visible } from './visible-text.ts';

const tones: Readonly<Record<string, string | undefined>> = {
  Pending: 'neutral',
  Running: 'active',
  Success: 'good',
  Failure: 'bad',
  Cancelled: 'muted',
};

/** The status of a job as a word, never by colour alone. */
export function Status({ status }: { readonly status: string | undefined }) {
  const known = status ?? 'Pending';
  return <span class={`status status-${tones[known] ?? 'neutral'}`}>{visible(known)}</span>;
}
