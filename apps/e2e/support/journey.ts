import { expect, test as base, type Page } from '@playwright/test';
import { signIn } from './sign-in.ts';

interface Journey {
  /** A browser of their own in which this person is signed in: a journey has several people. */
  readonly as: (login: string) => Promise<Page>;
  /** What went wrong without the journey noticing. */
  readonly faults: string[];
}

/**
 * Playwright's test, in which a journey also fails when a page throws, complains on the console, or the server answers
 * with a fault.
 */
export const test = base.extend<Journey>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from here
  faults: async ({}, use) => {
    const faults: string[] = [];
    await use(faults);
    expect(faults, 'faults during the journey').toEqual([]);
  },
  page: async ({ page, faults }, use) => {
    watch(page, faults);
    await use(page);
  },
  as: async ({ browser, faults }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (login) => {
      const context = await browser.newContext();
      contexts.push(context);
      const page = await context.newPage();
      watch(page, faults);
      await signIn(page, login);
      return page;
    });
    for (const context of contexts) await context.close();
  },
});

function watch(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`${page.url()} threw: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    // a refused request is news for the page, not for us
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    faults.push(`${page.url()} complained: ${message.text()}`);
  });
  page.on('response', (reply) => {
    if (reply.status() >= 500) faults.push(`${reply.request().method()} ${reply.url()} answered ${reply.status()}`);
  });
}

export { expect } from '@playwright/test';
export { expectAccessible } from './accessible.ts';
