/** Where messages go from here. */
const delivered = ['sqs', 'lambda'];

/** Those whose endpoint confirms a subscription first, which nobody does here. */
const confirmed = ['http', 'https', 'email', 'email-json'];

/** What a subscription may have; to the others nothing is delivered. */
export const protocols: readonly string[] = [...delivered, ...confirmed, 'sms', 'application', 'firehose'];

export const isDelivered = (protocol: string): boolean => delivered.includes(protocol);

export const needsConfirmation = (protocol: string): boolean => confirmed.includes(protocol);
