import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** @throws Error when axe finds a serious or critical violation */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const found = serious.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html.slice(0, 300)}\n  ${failureSummary ?? ''}`),
  );
  if (found.length > 0) throw new Error(`${what} is not accessible:\n${found.join('\n')}`);
  process.stdout.write(`ok  ${what}: axe passes ${passes.length} rules\n`);
}
