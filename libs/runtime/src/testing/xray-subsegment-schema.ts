import * as z from 'zod';

const id = z.string().regex(/^[\da-f]{16}$/);
const text = z.string().min(1).max(250);
const flag = z.literal(true).optional();

/**
 * What X-Ray's documentation allows in a subsegment for a call to AWS that is sent by itself.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html
 */
export const XRaySubsegmentSchema = z
  .strictObject({
    type: z.literal('subsegment'),
    id,
    trace_id: z.string().regex(/^1-[\da-f]{8}-[\da-f]{24}$/),
    parent_id: id,
    name: z.string().regex(/^[\p{L}\p{N}\p{Z}_.:/%&#=+\\\-@]{1,200}$/u),
    namespace: z.literal('aws'),
    start_time: z.number().positive(),
    end_time: z.number().positive(),
    aws: z.strictObject({
      operation: text,
      table_name: text,
      region: text,
      request_id: text.optional(),
      retries: z.int().min(0),
    }),
    http: z.strictObject({ response: z.strictObject({ status: z.int().min(100).max(599) }) }).optional(),
    error: flag,
    fault: flag,
    throttle: flag,
    cause: z
      .strictObject({ exceptions: z.array(z.strictObject({ id, type: text, remote: z.boolean() })).length(1) })
      .optional(),
  })
  .refine(({ start_time: start, end_time: end }) => start <= end, 'it ends before it starts');

export type XRaySubsegment = z.infer<typeof XRaySubsegmentSchema>;
