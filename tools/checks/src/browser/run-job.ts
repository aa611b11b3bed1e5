import type { Browser } from 'playwright-core';

/**
 * Runs a job in the page at an origin.
 * @returns the final text of the page
 * @throws Error when a file of the page is missing, or its script fails
 */
export async function runJob(browser: Browser, origin: string, seconds: number): Promise<string> {
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('response', (response) => {
    if (response.url().startsWith(origin) && !response.ok()) problems.push(`${response.status()} ${response.url()}`);
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(origin);
  // So that invalid input reaches the API.
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
