/** The protocols that the local run delivers to. */
const delivered = ['sqs', 'lambda'];

/** Protocols whose endpoint must confirm a subscription first, which never happens here. */
const confirmed = ['http', 'https', 'email', 'email-json'];

/** All protocols that a subscription may have; nothing is delivered to the others. */
export const protocols: readonly string[] = [...delivered, ...confirmed, 'sms', 'application', 'firehose'];

export const isDelivered = (protocol: string): boolean => delivered.includes(protocol);

export const needsConfirmation = (protocol: string): boolean => confirmed.includes(protocol);
