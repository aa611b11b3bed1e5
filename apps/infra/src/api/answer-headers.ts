/** Headers of every answer: a job has data of its caller, which no cache on the way may keep (RFC 9111, section 5.2.2.5). */
export const answerHeaders = { 'Cache-Control': 'no-store' };
