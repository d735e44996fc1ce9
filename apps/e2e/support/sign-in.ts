import type { Page } from '@playwright/test';
import { demoPassword } from '../../../packages/domain/src/identity/index.ts';

/** All accounts of the demo scenario have this password; the portal refuses to run on it in production. */
export { demoPassword };

/** Signs a person in without going through the page; the journey `sign-in` walks through the page itself. */
export async function signIn(page: Page, login: string, password = demoPassword): Promise<void> {
  const reply = await page.request.post('/api/session', { data: { login, password } });
  if (!reply.ok()) throw new Error(`${login} cannot sign in: ${reply.status()} ${await reply.text()}`);
}
