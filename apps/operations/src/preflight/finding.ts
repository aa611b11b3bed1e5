import { isDenied } from '../operation/explain.ts';

/** What a check says of the account: one line. An error would make the deployment fail, a warning surprise somebody. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'error';
  readonly text: string;
}

export const ok = (text: string): Finding => ({ level: 'ok', text });
export const warning = (text: string): Finding => ({ level: 'warning', text });
export const error = (text: string): Finding => ({ level: 'error', text });

/**
 * Makes a warning of a question that the caller may not ask.
 * @param what is not checked then
 */
export async function warnWhenDenied(what: string, check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (cause) {
    if (isDenied(cause)) return warning(`Not checked: ${what}. ${cause.message}`);
    throw cause;
  }
}
