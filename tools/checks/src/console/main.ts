import { launchChromium } from '../browser/launch-chromium.ts';
import { withStack } from '../stack/with-stack.ts';
import { expectText } from '../workspace/expect-text.ts';
import { expectAccessible } from './accessibility.ts';
import { lookAtHostileTexts, plantHostileTexts } from './hostile.ts';
import { openConsole, views } from './open-console.ts';
import { takeTour } from './tour.ts';

/** Each section of the page, with a selector that matches once it is complete. */
const parts: readonly (readonly [address: string, content: string])[] = [
  ['#/', '.latest .status-bad'],
  ['#/jobs', 'tbody tr'],
  ['#/jobs?status=Failure', 'tbody .status-bad'],
  ['#/failures', '.entries summary'],
  ['#/faults', '.targets button'],
  ['#/stack', '.facts dd'],
  ['#/stack?view=resources', 'tbody tr'],
  ['#/stack?view=roles', 'summary'],
  ['#/stack?view=template', '.code pre'],
  ['#/stack?view=access-log', '.requests summary'],
];

/** Checks the console in a browser, with a running stack and the tests' job. */
await withStack(
  async (stack) => {
    const browser = await launchChromium();
    try {
      process.stdout.write(`Chromium ${browser.version()}\n`);
      const desk = await openConsole(browser, stack.console, { width: 1280, colorScheme: 'light' });
      await takeTour(desk.page);
      await desk.page.reload();
      expectText('the title after a reload', await desk.page.title(), /Jobs console/);
      await desk.page.locator('h1').waitFor();
      await desk.close();

      await plantHostileTexts(stack);
      for (const view of views) {
        const { page, close } = await openConsole(browser, stack.console, view);
        const name = `${view.width} pixels, ${view.colorScheme}`;
        for (const [address, content] of parts) {
          await page.evaluate(`location.hash = ${JSON.stringify(address)}`);
          await page.locator(content).first().waitFor();
          await expectAccessible(page, `${address} at ${name}`);
        }
        await lookAtHostileTexts(page);
        await expectAccessible(page, `a job at ${name}`);
        await close();
      }

      const address = stack.console.replace(/#.*/, '');
      const locked = await openConsole(browser, address, { width: 1280, colorScheme: 'light' });
      expectText('without a token', await locked.page.locator('main').innerText(), /npx jobs-api open/);
      await locked.page.goto(`${address}#token=wrong`);
      await locked.page.getByText('npx jobs-api open').waitFor();
      await expectAccessible(locked.page, 'the page without a token');
      await locked.close();
    } finally {
      await browser.close();
    }
  },
  { isTestContract: true },
);
