import { systemClock } from '../../kernel/index.ts';
import { createLambda } from '../engine/lambda.ts';

// Runs one function for tests that kill it, and writes its log messages to stdout.
const [codeFolder = ''] = process.argv.slice(2);
const lambda = createLambda(
  [
    {
      logicalId: 'workerFunction',
      name: 'worker',
      arn: 'arn:aws:lambda:eu-west-1:000000000000:function:worker',
      roleArn: 'arn:aws:iam::000000000000:role/worker',
      runtime: 'nodejs24.x',
      handler: 'handler.handler',
      codeFolder,
      environment: {},
      timeoutMs: 900_000,
      memorySizeMb: 128,
      logFormat: 'JSON',
      qualifiers: {
        $LATEST: { version: '$LATEST', asynchronous: { maximumRetryAttempts: 0, maximumEventAgeSeconds: 60 } },
      },
    },
  ],
  {
    clock: systemClock(),
    region: 'eu-west-1',
    accountId: '000000000000',
    report: (event) => {
      if (event.type === 'function-log')
        process.stdout.write(String((JSON.parse(event.line) as { message: unknown }).message));
    },
    credentialsFor: () => ({ accessKeyId: '', secretAccessKey: '', sessionToken: '' }),
    environment: () => ({}),
    authorize: () => ({ allowed: true }),
    putEvent: () => Promise.resolve(),
  },
);
lambda.invokeEvent('worker', '{"harm":true}');
