import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';

/** Runs the example page in Chromium, beside a stack (`with-stack.ts`) that lets it in. */
const executablePath = '/usr/bin/chromium';
if (!existsSync(executablePath)) {
  throw new Error(`There is no ${executablePath}. Debian has it: apt-get install chromium`);
}
const { PORT = '' } = process.env;
const server = spawn(process.execPath, [resolve(import.meta.dirname, '../../../examples/browser-page/server.ts')], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
await once(server.stdout, 'data');
const browser = await chromium.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});

/** What the page shows in the end. */
async function runJob(origin: string, seconds: number): Promise<string> {
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('response', (response) => {
    if (response.url().startsWith(origin) && !response.ok()) problems.push(`${response.status()} ${response.url()}`);
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(origin);
  // So that what is wrong gets as far as the API.
  await page.evaluate(`document.querySelector('form').noValidate = true`);
  await page.fill('input', String(seconds));
  await page.click('button:enabled', { timeout: 20_000 }).catch((cause: unknown) => {
    throw new Error(`The page is not ready: ${problems.join(', ')}`, { cause });
  });
  const output = page.locator('output', { hasText: ':' });
  await output.waitFor({ timeout: 60_000 });
  const text = await output.innerText();
  await page.close();
  if (problems.length > 0) throw new Error(`The page failed: ${problems.join('\n')}`);
  return text;
}

function expectText(what: string, text: string, wanted: RegExp): void {
  if (!wanted.test(text)) throw new Error(`${what}: ${text}`);
  process.stdout.write(`ok  ${what}: ${text}\n`);
}

try {
  const allowed = `http://127.0.0.1:${PORT}`;
  process.stdout.write(`Chromium ${browser.version()}\n`);
  expectText('a job', await runJob(allowed, 1), /^Success: I slept for 1 seconds$/);
  expectText('a job that fails', await runJob(allowed, 301), /^JobFailedError: /);
  expectText('a refused job', await runJob(allowed, 1.5), /^JobsApiError: .*request body/);
  expectText('a page of another origin', await runJob(`http://localhost:${PORT}`, 1), /^JobsConnectionError: /);
} finally {
  await browser.close();
  server.kill();
}
