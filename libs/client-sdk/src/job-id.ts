import { generatedJobIdPattern } from './generated/api.gen.ts';

const generatedJobId = new RegExp(generatedJobIdPattern);

/** An id that tells its own age, the form of all ids that the service makes. */
export const newJobId = (now: number): string => `${Math.floor(now)}-${crypto.randomUUID()}`;

/** Whether a job of this id reads `Pending` before it starts; one of another form answers 404 until then. */
export const isGeneratedJobId = (id: string): boolean => generatedJobId.test(id);
