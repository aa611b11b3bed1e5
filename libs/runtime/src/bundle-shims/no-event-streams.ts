/**
 * Replaces `@smithy/core/event-streams` in the bundles of the functions. The DynamoDB client loads it for operations
 * with event streams; it has none.
 */
export const EventStreamSerde = undefined;
