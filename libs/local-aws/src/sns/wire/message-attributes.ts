import { ServiceError } from '../../wire/index.ts';
import type { MessageAttribute, MessageAttributes } from '../engine/message.ts';
import { invalidAttribute } from './errors.ts';
import { formList } from './form.ts';

/**
 * The attributes of a message in a form: `MessageAttributes.entry.1.Name`, `….Value.DataType`, …
 * @throws ServiceError with SNS's message
 */
export function messageAttributes(parameters: URLSearchParams): MessageAttributes {
  const entries = formList(parameters, 'MessageAttributes').map((entry) => {
    const name = entry.get('Name') ?? '';
    checkName(name);
    return [name, attributeOf(name, entry)] as const;
  });
  return Object.fromEntries(entries);
}

function attributeOf(name: string, entry: URLSearchParams): MessageAttribute {
  const dataType = entry.get('Value.DataType');
  if (dataType === null || dataType === '') {
    const message = `1 validation error detected: Value null at 'messageAttributes.${name}.member.dataType' failed to satisfy constraint: Member must not be null`;
    throw new ServiceError(400, 'ValidationError', message);
  }
  const [kind = ''] = dataType.split('.');
  if (!['String', 'Number', 'Binary'].includes(kind) || dataType.endsWith('.')) {
    throw invalidAttribute(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const field = kind === 'Binary' ? 'Binary' : 'String';
  const value = entry.get(`Value.${field}Value`);
  const isElsewhere = entry.has(`Value.${field === 'Binary' ? 'String' : 'Binary'}Value`);
  if (value === null && isElsewhere) {
    throw invalidAttribute(`The message attribute '${name}' with type '${dataType}' must use field '${field}'.`);
  }
  if (value === null || value === '') {
    throw invalidAttribute(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${dataType}'.`,
    );
  }
  if (kind === 'Number' && !/^[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(value)) {
    throw invalidAttribute(`Could not cast message attribute '${name}' value to number.`);
  }
  return { dataType, value };
}

function checkName(name: string): void {
  if (Buffer.byteLength(name) > 256) {
    throw invalidAttribute('Length of message attribute name must be less than 256 bytes.');
  }
  const wrong = /[^\w.-]/.exec(name)?.[0];
  if (wrong !== undefined) {
    const code = wrong.charCodeAt(0).toString(16).toUpperCase();
    throw invalidAttribute(
      `Invalid non-alphanumeric character '#x${code}' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.`,
    );
  }
  if (name.startsWith('.'))
    throw invalidAttribute("Invalid message attribute name starting with character '.' was found.");
  if (name.endsWith('.')) throw invalidAttribute("Invalid message attribute name ending with character '.' was found.");
  if (name.includes('..')) throw invalidAttribute("Message attribute name can not have successive '.' character.");
}
