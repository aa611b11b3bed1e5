import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';

/**
 * The access log: one line of JSON per request, with its caller and, in `path`, the job it concerns. `requestId` is
 * also in the response, as `x-amzn-RequestId`; a caller can choose it, but not `extendedRequestId`
 * (docs/facts/a.md#a72). `error.responseType` names the reason for a rejection.
 */
export const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    extendedRequestId: '$context.extendedRequestId',
    awsEndpointRequestId: '$context.awsEndpointRequestId',
    xrayTraceId: '$context.xrayTraceId',
    ip: '$context.identity.sourceIp',
    userArn: '$context.identity.userArn',
    caller: '$context.identity.caller',
    accountId: '$context.identity.accountId',
    userAgent: '$context.identity.userAgent',
    requestTime: '$context.requestTime',
    httpMethod: '$context.httpMethod',
    path: '$context.path',
    resourcePath: '$context.resourcePath',
    status: '$context.status',
    responseLength: '$context.responseLength',
    responseLatency: '$context.responseLatency',
    integrationStatus: '$context.integration.status',
    integrationLatency: '$context.integration.latency',
    errorType: '$context.error.responseType',
    errorMessage: '$context.error.message',
  }),
);
