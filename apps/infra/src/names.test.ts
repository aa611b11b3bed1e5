import { expect, it } from 'vitest';
import { parseStage } from './stages/stage-settings.ts';
import { synthesize } from './testing/synthesize.ts';

/** Properties whose names must be unique in an account, or in all of AWS, across regions. */
const globalNames: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::S3::Bucket': 'BucketName',
};

const everything = parseStage('dev', {
  completionEvents: true,
  api: { webAcl: {}, separateRoles: true },
  monitoring: { alarmEmail: 'team@example.com' },
  deployment: { strategy: 'canary10percent5minutes' },
});

it('gives no name that a stack in another region would also give', () => {
  const { Resources: resources } = synthesize('dev', everything).toJSON() as {
    Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
  };
  const names = Object.values(resources).flatMap(({ Type: type, Properties: properties }) => {
    const name = properties?.[globalNames[type] ?? ''];
    return name === undefined ? [] : [JSON.stringify(name)];
  });

  expect(names.filter((name) => !name.includes('{"Ref":"AWS::Region"}'))).toEqual([]);
  expect(names).toHaveLength(1);
});
