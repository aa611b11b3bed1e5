import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Page } from 'playwright-core';
import type { FailuresView, StackView } from '@jobs/console/protocol';
import type { RunningStack } from '../stack/with-stack.ts';
import { waitUntil } from '../workspace/wait-until.ts';

const tags = `<script>alert('script')</script><img src=x onerror="alert('image')"><a href="javascript:alert(1)">x</a>`;
/** A long text with markup, terminal escapes and bidi controls. */
const hostileText = `${tags} \u0000\u001b[31m red\u009b \u202egnp.exe "]]> \${1} {{1}} ${'A'.repeat(60_000)}`;
const hostileId = '1795000000000-00000000-0000-4000-8000-000000000bad';

/** Plants hostile texts wherever a third party could: in a job, the logs, the archive and the access log. */
export async function plantHostileTexts(stack: RunningStack): Promise<void> {
  const { endpoint, region, credentials, outputs } = stack;
  const options = { endpoint, region, credentials };
  const dynamoDb = new DynamoDBClient(options);
  const text = { S: hostileText };
  // Property names that would pollute prototypes in careless code.
  const parameters = { M: { ['__proto__']: { M: { polluted: { S: 'yes' } } }, constructor: text, [tags]: text } };
  await dynamoDb.send(
    new PutItemCommand({
      TableName: outputs.JobsTable,
      Item: {
        id: { S: hostileId },
        jobId: { S: hostileId },
        status: { S: 'Failure' },
        createdAt: { S: '2026-11-18T11:06:40.000Z' },
        finishedAt: { S: '2026-11-18T11:06:45.000Z' },
        submittedBy: text,
        parameters,
        error: { M: { type: { S: tags }, message: text } },
      },
    }),
  );
  const lambda = new LambdaClient(options);
  const api = consoleOf(stack);
  const view = (await (await api('stack')).json()) as StackView;
  for (const { name } of view.functions) {
    const payload = {
      id: tags,
      body: JSON.parse(`{"__proto__":1,"seconds":${JSON.stringify(hostileText)}}`) as unknown,
    };
    const Payload = JSON.stringify(payload);
    await lambda.send(new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload }));
  }
  await fetch(`${outputs.JobsApiEndpoint}jobs/${encodeURIComponent(tags)}`, { headers: { 'user-agent': tags } });
  const events = new EventBridgeClient(options);
  const detail = { requestPayload: { id: tags }, responsePayload: { errorType: tags, errorMessage: hostileText } };
  await events.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: outputs.FailedJobsEventBus,
          Source: 'lambda',
          DetailType: 'Lambda Function Invocation Result - Failure',
          Detail: JSON.stringify(detail),
        },
      ],
    }),
  );
  await waitUntil('the event to be in the archive', async () => {
    const { archives } = (await (await api('failures')).json()) as FailuresView;
    return JSON.stringify(archives).includes('<script>');
  });
  events.destroy();
  dynamoDb.destroy();
  lambda.destroy();
}

function consoleOf({ console: address }: RunningStack) {
  const { hash } = new URL(address);
  const headers = { authorization: `Bearer ${hash.replace('#token=', '')}` };
  return async (path: string): Promise<Response> => {
    const response = await fetch(new URL(`api/${path}`, address), { headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  };
}

/** Checks the hostile texts wherever they are shown. @throws Error when one is missing or has become an element */
export async function lookAtHostileTexts(page: Page): Promise<void> {
  await expectText(page, `#/jobs/${hostileId}`, ['.outcome', '.code']);
  await page.locator('.outcome button.link').click();
  await expectText(page, '#/stack?view=access-log', ['.request-line'], encodeURIComponent('<script>'));
  await expectText(page, '#/failures', ['.entries pre']);
  await expectText(page, `#/jobs/${encodeURIComponent(tags)}`, ['h1']);
  process.stdout.write('ok  hostile texts are shown as text\n');
}

async function expectText(page: Page, hash: string, places: readonly string[], text = '<script>'): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  for (const place of places)
    await page.locator(place).filter({ hasText: text }).first().waitFor({ state: 'attached' });
  const elements = await page.evaluate<string[]>(`[
    ...document.querySelectorAll('#console script, #console img:not([src="/console/icon.svg"]), [href^="javascript:"], [onerror]'),
  ].map((element) => element.outerHTML)`);
  if (elements.length > 0) throw new Error(`${hash} has elements created from text: ${elements.join('\n')}`);
  const polluted = await page.evaluate<unknown>('({}).polluted ?? null');
  if (polluted !== null) throw new Error(`${hash} changed the prototype of all objects.`);
}
