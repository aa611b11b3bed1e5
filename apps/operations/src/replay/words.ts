import type { Window } from '../operation/time-option.ts';

export const eventCount = (number: number): string => (number === 1 ? '1 event' : `${number} events`);

export const spanOf = ({ since, until }: Window): string => `from ${since.toISOString()} to ${until.toISOString()}`;
