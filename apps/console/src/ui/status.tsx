import { visible } from './visible-text.ts';

const tones: Readonly<Record<string, string | undefined>> = {
  Pending: 'neutral',
  Running: 'active',
  Success: 'good',
  Failure: 'bad',
  Cancelled: 'muted',
};

/** The status of a job, by its word, and by its colour alone for nobody. */
export function Status({ status }: { readonly status: string | undefined }) {
  const known = status ?? 'Pending';
  return <span class={`status status-${tones[known] ?? 'neutral'}`}>{visible(known)}</span>;
}
