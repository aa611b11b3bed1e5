/** A command that must fail with a clear message. */
export interface Ending {
  readonly what: string;
  readonly command: string;
  /** The message that must be printed exactly once. */
  readonly message: RegExp;
  readonly environment?: NodeJS.ProcessEnv;
}

export const endings: readonly Ending[] = [
  {
    what: 'deploying without credentials',
    command: 'nx deploy infra',
    environment: { AWS_REGION: 'eu-west-1' },
    message: /Cannot deploy: No valid AWS credentials .*\nSet AWS_PROFILE/,
  },
  {
    what: 'deploying without a region',
    command: 'nx deploy infra',
    message: /Cannot deploy: No AWS region is set\. Set AWS_REGION/,
  },
  {
    what: 'deploying an unknown stage',
    command: 'nx deploy infra --configuration=prdo',
    message: /Unknown stage 'prdo'\. Give --configuration=dev or --configuration=prod/,
  },
  {
    what: 'a preflight without credentials',
    command: 'nx preflight infra',
    environment: { AWS_REGION: 'eu-west-1' },
    message: /Cannot check the account: No valid AWS credentials .*\nSet AWS_PROFILE/,
  },
  {
    what: 'destroying without a terminal for the confirmation',
    command: 'nx destroy infra --configuration=dev',
    message:
      /Cannot destroy: CDK asks for confirmation before it deletes, and there is no terminal\. To delete without confirmation: --force/,
  },
  {
    what: 'destroying a stage that keeps its data',
    command: 'nx destroy infra --configuration=prod',
    message: /Cannot destroy: jobs-prod keeps its data.*\n.*--confirm=jobs-prod/,
  },
  {
    what: 'destroying without naming the stage',
    command: 'nx destroy infra',
    message: /Cannot destroy: No stage given\. Give --configuration=dev/,
  },
];

/** With an invalid setting in the stage prod (see `writeWrongSetting`). */
export const invalidSetting: Ending = {
  what: 'deploying with a wrong setting',
  command: 'nx deploy infra',
  environment: { AWS_REGION: 'eu-west-1' },
  message:
    /Stage 'prod' in apps\/infra\/src\/stages\/stages\.ts is not valid:\n {2}maxEventAgeSeconds: .*>=60 \(it is 59\)/,
};
