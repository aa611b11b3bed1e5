import type { Browser, Page } from 'playwright-core';

export interface View {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
}

export const views: readonly View[] = [1280, 390].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);

export interface OpenConsole {
  readonly page: Page;
  /** Closes the page. @throws Error when a script failed or was blocked, a dialog opened, or another host was called */
  readonly close: () => Promise<void>;
}

/** Opens the console at the address that `npm start` prints, and records anything that must not happen. */
export async function openConsole(browser: Browser, address: string, view: View): Promise<OpenConsole> {
  const { width, colorScheme } = view;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const problems: string[] = [];
  const { origin } = new URL(address);
  page.on('pageerror', (error) => problems.push(`a script failed: ${String(error)}`));
  page.on('dialog', (dialog) => {
    problems.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) problems.push(`a request to another host: ${url}`);
  });
  await page.exposeFunction('reportViolation', (violation: string) =>
    problems.push(`blocked by the content security policy: ${violation}`),
  );
  await page.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
    window.reportViolation(event.violatedDirective + ' ' + event.blockedURI))`);
  await page.goto(address);
  return {
    page,
    close: async () => {
      await context.close();
      if (problems.length > 0) throw new Error(`In the console: ${problems.join('\n')}`);
    },
  };
}
