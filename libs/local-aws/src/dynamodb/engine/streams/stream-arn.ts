/** The creation time in the stream's ARN; constant here, so that the ARN is, too. */
export const streamLabel = '2026-01-01T00:00:00.000';

export const streamArnOf = (tableArn: string): string => `${tableArn}/stream/${streamLabel}`;
