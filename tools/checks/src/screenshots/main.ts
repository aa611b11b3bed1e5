import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createJobsClient, type JobsClient } from '@jobs/client-sdk';
import { sleeping } from '@jobs/local/testing/test-contract';
import { installFonts } from '../browser/install-chromium.ts';
import { launchChromium } from '../browser/launch-chromium.ts';
import { openConsole } from '../console/open-console.ts';
import { assumeInvokeRole } from '../stack/assume-invoke-role.ts';
import { withStack } from '../stack/with-stack.ts';
import { workspace } from '../workspace/environment.ts';

const maxBytes = 200 * 1024;
/** Longer than the maximum duration of a job. */
const tooLong = 100_000;
const jobsPerSecond = 9;

/** Takes the console screenshots for the README, of a stack under load. */
await withStack(
  async (stack) => {
    await installFonts();
    const browser = await launchChromium();
    const { region, outputs } = stack;
    const baseUrl = outputs.JobsApiEndpoint;
    const jobs = createJobsClient({ baseUrl, region, credentials: await assumeInvokeRole(stack) });
    try {
      await failedJob(browser, stack.console, jobs);
      await picture(browser, stack.console, jobs);
    } finally {
      await browser.close();
    }
  },
  { isTestContract: true },
);

/** Jobs that succeed and fail; some failures can't be recorded and are archived. */
async function picture(browser: Browser, address: string, jobs: JobsClient): Promise<void> {
  const { page, close } = await openConsole(browser, address, { width: 1280, colorScheme: 'dark' });
  await page.evaluate(`location.hash = '#/faults'`);
  await page.getByLabel('Probability').selectOption('0.5');
  await page.getByRole('switch', { name: 'error-handler: Throws an error' }).click();
  await page.getByRole('switch', { name: 'error-handler: Throws an error', checked: true }).waitFor();
  await page.evaluate(`location.hash = '#/'`);
  let sent = 0;
  const submitting = setInterval(() => {
    sent += 1;
    void jobs.submit(sleeping(sent % 5 === 0 ? tooLong : 1));
  }, 1000 / jobsPerSecond);
  await page.getByRole('link', { name: /^Archive: (?:1[2-9]|2\d)/ }).waitFor({ timeout: 60_000 });
  await save(page, 'docs/console-picture.png', 690);
  clearInterval(submitting);
  await close();
}

async function failedJob(browser: Browser, address: string, jobs: JobsClient): Promise<void> {
  const { id } = await jobs.submit(sleeping(tooLong));
  const { page, close } = await openConsole(browser, address, { width: 1280, colorScheme: 'light' });
  await page.evaluate(`location.hash = '#/jobs/${id}'`);
  await page.locator('.outcome-bad').waitFor();
  await page.locator('.timeline').filter({ hasText: 'done in' }).waitFor();
  await save(page, 'docs/console-failed-job.png', 760);
  await close();
}

async function save(page: Page, file: string, height: number): Promise<void> {
  const path = join(workspace, file);
  await page.screenshot({ path, clip: { x: 0, y: 0, width: 1280, height } });
  const { size } = statSync(path);
  if (size > maxBytes) throw new Error(`${file} has ${size} bytes; at most ${maxBytes} are allowed.`);
  process.stdout.write(`${file}: ${size} bytes\n`);
}
