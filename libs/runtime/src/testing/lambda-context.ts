/** What a nodejs24 function learns about its invocation (F5, F6). */
export function lambdaContext(awsRequestId: string, remainingTimeMs = 300_000) {
  return {
    awsRequestId,
    functionName: 'function',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:function',
    memoryLimitInMB: '128',
    logGroupName: '/aws/lambda/function',
    logStreamName: 'stream',
    getRemainingTimeInMillis: () => remainingTimeMs,
  };
}
