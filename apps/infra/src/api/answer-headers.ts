/**
 * Headers of every response: a job contains its caller's data, which no intermediate cache may store (RFC 9111,
 * section 5.2.2.5).
 */
export const answerHeaders = { 'Cache-Control': 'no-store' };
