/** When the stream was switched on, as its ARN says; here it is always the same, so that the ARN is, too. */
export const streamLabel = '2026-01-01T00:00:00.000';

export const streamArnOf = (tableArn: string): string => `${tableArn}/stream/${streamLabel}`;
