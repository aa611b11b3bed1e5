import { Stack } from 'aws-cdk-lib';
import { CfnQueryDefinition, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface SavedQueriesProps {
  readonly processorLogs: ILogGroup;
  readonly errorHandlerLogs: ILogGroup;
  readonly accessLogs: ILogGroup;
}

/** Saved queries in CloudWatch Logs Insights, in a folder named after the stack. */
export class SavedQueries extends Construct {
  constructor(scope: Construct, id: string, { processorLogs, errorHandlerLogs, accessLogs }: SavedQueriesProps) {
    super(scope, id);
    const save = (name: string, logGroups: readonly ILogGroup[], ...commands: readonly string[]) =>
      new CfnQueryDefinition(this, name, {
        name: `${Stack.of(this).stackName}/${name}`,
        logGroupNames: logGroups.map(({ logGroupName }) => logGroupName),
        queryString: commands.join('\n| '),
      });
    const functionLogs = [processorLogs, errorHandlerLogs];

    save(
      'OneJob',
      functionLogs,
      'fields @timestamp, service, level, message, submittedBy, error.name, error.message, function_request_id',
      'filter jobId = "PUT THE ID OF THE JOB HERE"',
      'sort @timestamp asc',
    );
    // Finds the requests for a job and their senders. A generated job id ends with its request id.
    save(
      'RequestsOfOneJob',
      [accessLogs],
      'fields @timestamp, httpMethod, path, status, userArn, ip, requestId, extendedRequestId',
      'filter strcontains(path, "PUT THE ID OF THE JOB HERE") or strcontains("PUT THE ID OF THE JOB HERE", requestId)',
      'sort @timestamp asc',
    );
    // Finds a caller's jobs by part of its ARN, such as the role name.
    save(
      'JobsOfOneCaller',
      functionLogs,
      'filter strcontains(submittedBy, "PUT THE ARN OF THE CALLER HERE")',
      'stats min(@timestamp) as firstTime, max(@timestamp) as latestTime by jobId, submittedBy',
      'sort firstTime desc',
    );
    save(
      'ReusedIdempotencyKeys',
      [processorLogs],
      'fields @timestamp, jobId, submittedBy',
      'filter message like /^Idempotency key reused/',
      'sort @timestamp desc',
    );
    // Metrics are log lines, and each failed job is counted once.
    save(
      'FailedJobsByErrorType',
      functionLogs,
      'filter ispresent(JobsFailed)',
      'stats count(*) as jobs, latest(jobId) as latestJob, max(@timestamp) as latestTime by errorType',
      'sort jobs desc',
    );
    save(
      'UnrecordedFailures',
      [errorHandlerLogs],
      'fields @timestamp, jobId, error.name, error.message, function_request_id',
      'filter level = "ERROR"',
      'sort @timestamp desc',
    );
    save(
      'SlowestJobs',
      [processorLogs],
      'fields @timestamp, jobId, JobDuration',
      'filter ispresent(JobDuration)',
      'sort JobDuration desc',
      'limit 20',
    );
    save(
      'ColdStarts',
      functionLogs,
      'filter type = "platform.report" and ispresent(record.metrics.initDurationMs)',
      'stats count(*) as coldStarts, pct(record.metrics.initDurationMs, 50) as medianMs, max(record.metrics.initDurationMs) as maxMs by @log, bin(1h)',
    );
    save(
      'RejectedRequests',
      [accessLogs],
      'filter status like /^[45]/',
      'stats count(*) as requests, max(@timestamp) as latestTime by status, httpMethod, resourcePath',
      'sort requests desc',
    );
  }
}
