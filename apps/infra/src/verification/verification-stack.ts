import { resolve } from 'node:path';
import { Aws, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AuthorizationType,
  AwsIntegration,
  type CfnRestApi,
  EndpointAccessMode,
  type Integration,
  JsonSchemaType,
  type MethodOptions,
  MockIntegration,
  Model,
  PassthroughBehavior,
  type Resource,
  RestApi,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigateway';
import { AccountPrincipal, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type Expression, expressions } from './expressions.ts';

const json = (template: string) => ({ 'application/json': template });

/**
 * A stack that `npx nx verify infra` deploys, probes and deletes: an API whose methods show what API Gateway makes of
 * templates, bodies and headers, and a function that ends in every way. It has no data and is independent of the stage.
 */
export class VerificationStack extends Stack {
  private readonly api: RestApi;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    this.api = new RestApi(this, 'Api', {
      restApiName: this.stackName,
      description: 'Probes how API Gateway behaves',
      cloudWatchRole: false,
      deployOptions: { stageName: 'verify', throttlingRateLimit: 20, throttlingBurstLimit: 40 },
      defaultMethodOptions: { authorizationType: AuthorizationType.IAM },
    });
    this.api.node.tryRemoveChild('Endpoint');
    const resource = this.api.node.defaultChild as CfnRestApi;
    resource.securityPolicy = SecurityPolicy.TLS13_1_2_PFS_PQ_2025_09;
    resource.endpointAccessMode = EndpointAccessMode.STRICT;

    const folder = this.api.root.addResource('expressions');
    for (const each of expressions) this.addMethod(folder, each.name, expressionIntegration(each));
    this.addValidated();
    this.addOverrides();
    this.addSourceAccount();

    const endings = new LambdaFunction(this, 'Endings', {
      description: 'Ends in the way its event names',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(resolve(import.meta.dirname, 'function')),
      handler: 'handler.handler',
      // Without any permissions, not even to write logs.
      role: new Role(this, 'EndingsRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
      timeout: Duration.seconds(10),
      memorySize: 128,
    });
    const role = new Role(this, 'Caller', {
      description: 'May call the API of this stack',
      assumedBy: new AccountPrincipal(this.account),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['execute-api:Invoke'], resources: [this.api.arnForExecuteApi()] }),
    );
    new CfnOutput(this, 'ApiEndpoint', { value: this.api.url });
    new CfnOutput(this, 'CallerRole', { value: role.roleArn });
    new CfnOutput(this, 'EndingsFunction', { value: endings.functionName });
  }

  private addMethod(parent: Resource, name: string, integration: Integration, options: MethodOptions = {}): void {
    parent.addResource(name).addMethod('POST', integration, {
      methodResponses: ['200', '202', '400'].map((statusCode) => ({ statusCode })),
      ...options,
    });
  }

  /** `POST /checks/validated`: a body with an integer, and a required header. */
  private addValidated(): void {
    const model = new Model(this, 'Numbers', {
      restApi: this.api,
      contentType: 'application/json',
      schema: {
        type: JsonSchemaType.OBJECT,
        required: ['number'],
        properties: { number: { type: JsonSchemaType.INTEGER } },
      },
    });
    this.addMethod(this.checks, 'validated', mock('valid'), {
      requestModels: { 'application/json': model },
      requestParameters: { 'method.request.header.X-Required': true },
      requestValidatorOptions: { validateRequestBody: true, validateRequestParameters: true },
    });
  }

  /** Status and headers that a template sets, once and twice. */
  private addOverrides(): void {
    const status = '#set($context.responseOverride.status = 202)';
    const header = `#set($context.responseOverride.header['X-Made'] = "by template")`;
    this.addMethod(this.checks, 'override', mock(`${status}${header}done`));
    this.addMethod(this.checks, 'override-twice', mock(`${status}#set($context.responseOverride.status = 400)done`));
  }

  /** An integration whose role may only be assumed with `aws:SourceAccount`. */
  private addSourceAccount(): void {
    const role = new Role(this, 'WithSourceAccount', {
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['dynamodb:DescribeTable'], resources: [this.absentTable] }));
    const integration = new AwsIntegration({
      service: 'dynamodb',
      action: 'DescribeTable',
      region: Aws.REGION,
      options: {
        credentialsRole: role,
        passthroughBehavior: PassthroughBehavior.NEVER,
        requestTemplates: json('{"TableName": "absent-table"}'),
        integrationResponses: [{ statusCode: '200', responseTemplates: json('assumed') }],
      },
    });
    this.addMethod(this.checks, 'source-account', integration);
  }

  private get absentTable(): string {
    return this.formatArn({ service: 'dynamodb', resource: 'table', resourceName: 'absent-table' });
  }

  private get checks(): Resource {
    return (this.api.root.getResource('checks') as Resource | undefined) ?? this.api.root.addResource('checks');
  }
}

/** Responds with a template. */
function mock(responseTemplate: string, requestTemplate = ''): MockIntegration {
  return new MockIntegration({
    passthroughBehavior: PassthroughBehavior.NEVER,
    requestTemplates: json(`${requestTemplate}{"statusCode": 200}`),
    integrationResponses: [{ statusCode: '200', responseTemplates: json(responseTemplate) }],
  });
}

/** Only the request template sees the body, so it passes its result on in an override (docs/facts/a.md#a76). */
function expressionIntegration({ place, before = '', expression }: Expression): Integration {
  if (place === 'response') return mock(`${before}${expression}`);
  const template = `${before}#set($context.requestOverride.header.made = "${expression}")`;
  return mock('$context.requestOverride.header.made', template);
}
