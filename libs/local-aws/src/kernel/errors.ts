/** A mistake or a limit that a person can do something about: shown as its message alone, without a stack. */
export class LocalRunError extends Error {
  override readonly name: string = 'LocalRunError';
}

/** State can't be stored now, on a full disk for example. Requests that need it are refused, and may succeed later. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/** The template uses something that the local run does not know. */
export class UnsupportedTemplateError extends LocalRunError {
  override readonly name = 'UnsupportedTemplateError';

  /**
   * @param logicalId the resource, or the section of the template
   * @param where the property path
   */
  constructor(logicalId: string, where: string, reason: string) {
    super(`The template's ${logicalId}, ${where}: ${reason}`);
  }
}
