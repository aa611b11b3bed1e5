// Generated from openapi.yaml by `npx nx generate contract`. Do not edit: change openapi.yaml and generate again.
import * as z from 'zod/mini';
import { integer, maxCodePoints, noOtherKeys } from '../checks.ts';

export const JobParametersSchema = z.strictObject({ "seconds": z.number().check(integer(), z.gte(1)) }).check(noOtherKeys(["seconds"]));

export const JobResultsSchema = z.strictObject({ "message": z.string() }).check(noOtherKeys(["message"]));

export const JobErrorSchema = z.strictObject({ "type": z.string(), "message": z.string() }).check(noOtherKeys(["type","message"]));

export const JobIdSchema = z.string().check(z.regex(new RegExp("^[A-Za-z0-9_-]+$", 'u')), maxCodePoints(128));

export const GeneratedJobIdSchema = z.string().check(z.regex(new RegExp("^[0-9]{13}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", 'u')));

export const IdempotencyKeySchema = z.string().check(z.regex(new RegExp("^[A-Za-z0-9_-]+$", 'u')), maxCodePoints(128));

export const AcceptedJobSchema = z.strictObject({ "id": JobIdSchema }).check(noOtherKeys(["id"]));

export const TimestampSchema = z.iso.datetime();

export const PendingJobSchema = z.strictObject({ "id": GeneratedJobIdSchema, "status": z.literal(["Pending"]) }).check(noOtherKeys(["id","status"]));

export const RunningJobSchema = z.strictObject({ "id": JobIdSchema, "status": z.literal(["Running"]), "parameters": JobParametersSchema, "createdAt": TimestampSchema, "startedAt": TimestampSchema }).check(noOtherKeys(["id","status","parameters","createdAt","startedAt"]));

export const SuccessfulJobSchema = z.strictObject({ "id": JobIdSchema, "status": z.literal(["Success"]), "parameters": JobParametersSchema, "results": JobResultsSchema, "createdAt": TimestampSchema, "startedAt": TimestampSchema, "finishedAt": TimestampSchema }).check(noOtherKeys(["id","status","parameters","results","createdAt","startedAt","finishedAt"]));

export const FailedJobSchema = z.strictObject({ "id": JobIdSchema, "status": z.literal(["Failure"]), "parameters": z.optional(z.json()), "error": JobErrorSchema, "createdAt": TimestampSchema, "startedAt": z.optional(TimestampSchema), "finishedAt": TimestampSchema }).check(noOtherKeys(["id","status","parameters","error","createdAt","startedAt","finishedAt"]));

export const JobSchema = z.xor([PendingJobSchema, RunningJobSchema, SuccessfulJobSchema, FailedJobSchema]);

export const ErrorResponseSchema = z.looseObject({ "message": z.string(), "details": z.optional(z.string()) });
