import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { expectText } from '../workspace/expect-text.ts';
import { waitUntil } from '../workspace/wait-until.ts';

/** Goes through all sections as a person would, and checks that every control works. */
export async function takeTour(page: Page): Promise<void> {
  await useKeyboard(page);
  await runFirstJob(page);
  await submitJobs(page);
  await understandFailure(page);
  await archiveAndReplay(page);
  await lookAtStack(page);
  await reduceMotion(page);
}

const part = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name }).click();

async function expectShown(page: Page, what: string, selector: string | RegExp, wanted: RegExp): Promise<void> {
  const locator = typeof selector === 'string' ? page.locator(selector) : page.getByRole('link', { name: selector });
  const matching = locator.filter({ hasText: wanted }).first();
  await matching.waitFor();
  expectText(what, await matching.innerText(), wanted);
}

async function runFirstJob(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run a job' }).click();
  await waitUntil('the job to appear as a dot', () => page.evaluate<boolean>(hasDots));
  await page.getByRole('link', { name: /^Table: .*\b[1-9]\d* done/ }).waitFor();
  await expectShown(page, 'the picture after a job', '.latest li', /Success/);
}

/** Uses only the keyboard: skips the navigation and opens a station. */
async function useKeyboard(page: Page): Promise<void> {
  const station = page.getByRole('link', { name: /^Processor: / });
  await station.waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('main:focus').waitFor();
  await station.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/#\/jobs\?status=Running$/);
  await page.goBack();
  await station.waitFor();
  process.stdout.write('ok  the picture works by keyboard\n');
}

/** Whether any dots are drawn. */
const hasDots = `(() => {
  const canvas = document.querySelector('canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value) => value > 0);
})()`;

/** With reduced motion, paths light up without dots. */
async function reduceMotion(page: Page): Promise<void> {
  await part(page, 'Overview');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('button', { name: 'Run a job' }).click();
  await page.locator('.way-active').first().waitFor({ state: 'attached' });
  expectText('dots with reduced motion', String(await page.evaluate(hasDots)), /false/);
  await page.emulateMedia({ reducedMotion: null });
}

async function submitJobs(page: Page): Promise<void> {
  await part(page, 'Jobs');
  await page.getByText('curl', { exact: true }).click();
  const command = page.getByRole('group', { name: 'curl' });
  await command.filter({ hasText: '--aws-sigv4' }).waitFor();
  const { stdout } = await promisify(execFile)('sh', ['-c', `${await command.innerText()} --silent`]);
  expectText('the copied command', stdout, /"status": ?"Pending"/);
  await page.getByLabel('seconds', { exact: true }).fill('0');
  await page.getByRole('button', { name: 'Submit' }).click();
  await expectShown(page, "the gateway's error", '[role=alert]', /Invalid request body/);
  const id = await submit(page, '200');
  const row = page.locator('tbody tr', { hasText: id });
  await row.getByText('Running').waitFor();
  await row.getByRole('button', { name: /^Cancel/ }).click();
  await row.getByText('Cancelled').waitFor();
  process.stdout.write('ok  a job is submitted, listed and cancelled\n');
  await page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name: 'Cancelled' }).click();
  await page.locator('tbody tr', { hasText: id }).waitFor();
  await page.goBack();
  await expectShown(page, 'the list after going back', 'tbody tr', /Success/);
}

/** @returns the id of the job */
async function submit(page: Page, seconds: string): Promise<string> {
  await page.getByLabel('seconds', { exact: true }).fill(seconds);
  await page.getByRole('button', { name: 'Submit' }).click();
  const accepted = page.locator('.accepted a');
  await accepted.waitFor();
  return accepted.innerText();
}

/** Longer than the maximum duration of a job. */
const tooLong = '100000';

async function understandFailure(page: Page): Promise<void> {
  await submit(page, tooLong);
  await part(page, 'Overview');
  await page.locator('[aria-labelledby=latest-failures] .latest a').first().click();
  await expectShown(page, 'why a job failed', '.outcome h2', /^Failed: JobTooLongError$/);
  await expectShown(page, 'its error message', '.outcome-reason', /at most 300 seconds; this one asked for 100000/);
  await expectShown(page, 'its timeline', '.timeline', /accepted.*attempt 1 failed.*stored: Failure/s);
  await expectShown(page, 'its item', '.code', /"submittedBy"/);
}

async function archiveAndReplay(page: Page): Promise<void> {
  await part(page, 'Faults and time');
  const faults = ['processor: Throws an error', 'error-handler: Throws an error'];
  for (const fault of faults) {
    await page.getByRole('switch', { name: fault }).click();
    await page.getByRole('switch', { name: fault, checked: true }).waitFor();
  }
  await part(page, 'Jobs');
  const id = await submit(page, '1');
  await part(page, 'Faults and time');
  const archived = page.locator('.nav-count');
  // The error handler is retried after minutes on the stack's clock.
  await page.getByRole('button', { name: 'Advance 1 hour' }).click();
  await expectShown(page, 'the clock', '.hint', /ahead of real time/);
  await archived.waitFor();
  for (const fault of faults) {
    await page.getByRole('switch', { name: fault }).click();
    await page.getByRole('switch', { name: fault, checked: false }).waitFor();
  }
  await part(page, 'Failures');
  await expectShown(page, 'the archive', '.entries li', /FaultOnDemand|Content/);
  await page.locator('.entries a.id', { hasText: id }).click();
  await expectShown(page, 'an archived job', '.outcome h2', /could not be recorded$/);
  await page.goBack();
  await page.getByRole('button', { name: 'Replay' }).click();
  await expectShown(page, 'a replay', '.entries li', /completed/i);
  await page.locator('.entries a.id', { hasText: id }).click();
  await expectShown(page, 'a replayed job', '.timeline', /replayed by/);
  await expectShown(page, 'its end', '.outcome h2', /^Failed/);
}

async function lookAtStack(page: Page): Promise<void> {
  await part(page, 'Stack');
  const views: readonly (readonly [string, RegExp])[] = [
    ['Overview', /JobsApiEndpoint/],
    ['Resources', /AWS::DynamoDB::Table/],
    ['Roles', /policies/i],
    ['Template', /AWSTemplateFormatVersion|Resources/],
    ['Access log', /POST \/dev\/jobs/],
  ];
  for (const [name, wanted] of views) {
    await page.getByRole('navigation', { name: 'Views of the stack' }).getByRole('link', { name }).click();
    await page.locator('main').filter({ hasText: wanted }).waitFor();
  }
  process.stdout.write('ok  the stack: outputs, resources, roles, template, access log\n');
}
