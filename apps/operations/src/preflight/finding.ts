import { isDenied } from '../operation/explain.ts';

/**
 * The result of a check, in one line. An error would make the deployment fail; a warning is about something
 * unexpected.
 */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'error';
  readonly text: string;
}

export const ok = (text: string): Finding => ({ level: 'ok', text });
export const warning = (text: string): Finding => ({ level: 'warning', text });
export const error = (text: string): Finding => ({ level: 'error', text });

/**
 * Runs a check, and returns a warning if the caller lacks the permission for it.
 * @param what the check is about
 */
export async function warnWhenDenied(what: string, check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (cause) {
    if (isDenied(cause)) return warning(`Not checked: ${what}. ${cause.message}`);
    throw cause;
  }
}
