import { connect } from 'node:tls';
import { CloudWatchClient, ListMetricsCommand, type Metric, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { compared, couldNotTell, type Probe, type ProbeContext, type Verdict } from '../probe.ts';
import { send } from '../signed-request.ts';

/** Probes that only read from a deployed stage: they write nothing and submit no jobs. */
export const stageProbes: readonly Probe[] = [
  { fact: 'D12', statement: "DynamoDB's __type is com.amazon.coral.validate#ValidationException", ask: askTable },
  { statement: 'the API rejects TLS 1.1', ask: askTls },
  { statement: 'each alarm of the stage watches a metric that exists', ask: askAlarms },
];

async function askTable({ region, credentials, stage, environment, signal }: ProbeContext): Promise<Verdict> {
  const { AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL } = environment;
  const url = AWS_ENDPOINT_URL_DYNAMODB ?? AWS_ENDPOINT_URL ?? `https://dynamodb.${region}.amazonaws.com/`;
  const body = JSON.stringify({ TableName: stage.outputs.JobsTable, Key: { id: { N: '1' } } });
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.GetItem' };
  const answer = await send({ url, service: 'dynamodb', region, credentials, body, headers, signal });
  const { __type: type } = JSON.parse(answer.body) as { readonly __type?: string };
  return compared('com.amazon.coral.validate#ValidationException', type ?? answer.body);
}

async function askTls({ verification, signal }: ProbeContext): Promise<Verdict> {
  const { protocol, hostname } = new URL(verification.ApiEndpoint ?? '');
  if (protocol !== 'https:') return couldNotTell('the API has no TLS here');
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname,
      port: 443,
      servername: hostname,
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    const end = (verdict: Verdict) => {
      socket.destroy();
      resolve(verdict);
    };
    socket.on('secureConnect', () => {
      end({ outcome: 'differs', detail: `connected with ${socket.getProtocol() ?? ''}` });
    });
    socket.on('error', (error: Error) => {
      end({ outcome: 'held', detail: error.message });
    });
    signal.addEventListener('abort', () => {
      end(couldNotTell('interrupted'));
    });
  });
}

async function askAlarms({ region, credentials, stage, signal }: ProbeContext): Promise<Verdict> {
  const client = new CloudWatchClient({ region, credentials });
  const watched: Metric[] = [];
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, { AlarmNamePrefix: stage.stackName })) {
    for (const { Metrics = [], ...alarm } of MetricAlarms) {
      watched.push(alarm, ...Metrics.flatMap(({ MetricStat }) => (MetricStat?.Metric ? [MetricStat.Metric] : [])));
    }
  }
  const named = watched.filter(({ MetricName }) => MetricName !== undefined);
  const absent: string[] = [];
  for (const { Namespace, MetricName, Dimensions = [] } of named) {
    const command = new ListMetricsCommand({ Namespace, MetricName, Dimensions });
    const { Metrics = [] } = await client.send(command, { abortSignal: signal });
    const isThere = Metrics.some((metric) => metric.Dimensions?.length === Dimensions.length);
    if (!isThere) absent.push(`${Namespace ?? ''} ${MetricName ?? ''}`);
  }
  if (named.length === 0) return couldNotTell('the stage has no alarms');
  if (absent.length === 0) return { outcome: 'held', detail: `${named.length} metrics` };
  return couldNotTell(`no data yet for ${[...new Set(absent)].join(', ')}: a metric exists once it has data`);
}
