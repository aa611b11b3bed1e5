/** An error that the user can resolve. Only its message is shown, without a stack trace. */
export class LocalRunError extends Error {
  override readonly name: string = 'LocalRunError';
}

/**
 * State cannot be stored now, for example because the disk is full. Requests that need it are rejected, but may
 * succeed later.
 */
export class StorageError extends Error {
  override readonly name = 'StorageError';
}

/** The template uses something that the local run does not support. */
export class UnsupportedTemplateError extends LocalRunError {
  override readonly name = 'UnsupportedTemplateError';

  /**
   * @param logicalId the resource, or the section of the template
   * @param where the property path
   */
  constructor(logicalId: string, where: string, reason: string) {
    super(`Unsupported template: ${logicalId}.${where}: ${reason}`);
  }
}
