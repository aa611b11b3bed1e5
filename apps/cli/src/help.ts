import { exampleParameters, stringConstraints } from '@jobs/contract';

/** The contract's own example, quoted for a shell. */
const example = `'${JSON.stringify(exampleParameters).replaceAll("'", String.raw`'\''`)}'`;

const statuses = stringConstraints.ListedStatus.enum.join(', ');

export const help = `Runs jobs by the Jobs API. Installed as jobs-api, and as jobs for where that is not a command of the shell.

Usage:
  jobs-api submit PARAMETERS [--wait]  queue a job; PARAMETERS is JSON
  jobs-api get ID                      show the current state of a job
  jobs-api wait ID                     wait until a job has ended
  jobs-api cancel ID                   cancel a job
  jobs-api list                        list the jobs that have started or ended

Try it, with the stack running in another terminal (npm start):
  jobs-api submit ${example} --wait
  id=$(jobs-api submit ${example}) && jobs-api wait "$id" --timeout 60
  jobs-api get "$id" --json | jq .results
  jobs-api list --status failure --limit 5

Against a stage that was deployed from here (npx nx deploy infra):
  jobs-api submit ${example} --wait --stage dev

Against any other, with its outputs JobsApiEndpoint and JobsApiInvokeRole:
  export JOBS_API_URL=https://abc123.execute-api.eu-west-1.amazonaws.com/dev
  jobs-api submit ${example} --wait --role arn:aws:iam::123456789012:role/invoke-jobs

Which API:
  --stage STAGE     one that was deployed from here, found by .local/outputs.STAGE.json in this
                    folder or above: its address, region and invoke role
  --url URL         its address with the stage (default: JOBS_API_URL, else the stack
                    that runs here, found by .local/stack.json in this folder or above)
  --state DIR       the folder of the stack.json of a stack that runs here, when there are several
  --region REGION   needed for a custom domain (default: read from the address, else AWS_REGION)
  --role ARN        a role to assume first (of a stack here, and of a stage: its invoke role)
  Credentials come from where the AWS CLI takes them: the environment, a profile, SSO, the instance.

What to do:
  --wait            wait until the job has ended, and show it
  --key KEY         the job's id; the same key is the same job, however often it is submitted
  --timeout SECONDS how long to wait at most (default: 900)
  --status STATUS   list only jobs with this status: ${statuses}
  --limit NUMBER    the maximum number of jobs to list (default: 20)
  --oldest          list the oldest first
  --json            print JSON on standard output, for programs; list prints one object per line
  --help            show this text

Exit codes:
  0  the job ended with Success (submit without --wait: it was accepted)
  1  the job ended with Failure
  2  the command line is wrong
  3  the job has not ended yet, or not in time; it goes on
  4  there is no such job
  5  the API can't be reached, or refused
  6  the job was cancelled
  130  interrupted; the job goes on

Results go to standard output, progress and errors to standard error.
`;
