import { expect, type Page, type Request } from '@playwright/test';

/** So long nothing is asked for any more when a page has arrived, in milliseconds. */
const quiet = 250;

/**
 * Goes to another page as a link in the interface does, without loading the program again, and
 * waits until everything the page asks for is there.
 */
export async function goesTo(page: Page, path: string): Promise<void> {
  const waiting = new Set<Request>();
  let since = Date.now();
  const asks = (request: Request) => waiting.add(request);
  const answers = (request: Request) => {
    since = Date.now();
    waiting.delete(request);
  };
  page.on('request', asks).on('requestfinished', answers).on('requestfailed', answers);
  const to = JSON.stringify(path);
  await page.evaluate(`history.pushState({}, '', ${to}); dispatchEvent(new Event('popstate'))`);
  const hasArrived = () => waiting.size === 0 && Date.now() - since > quiet;
  await expect.poll(hasArrived, { message: `${path} arrives`, intervals: [50] }).toBe(true);
  page.off('request', asks).off('requestfinished', answers).off('requestfailed', answers);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}
