/** Accessibility of the page as it stands: dark on a telephone, light on a desk. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const looks = [
  { colorScheme: 'dark', size: { width: 390, height: 844 } },
  { colorScheme: 'light', size: { width: 1440, height: 900 } },
] as const;

/**
 * Fails with what axe finds, or when the page scrolls sideways; `where` names the page in the
 * message. Axe is slow, so each theme is seen at one size. The page stays as on a desk.
 */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  for (const { colorScheme, size } of looks) {
    const message = `${where}, ${colorScheme}, ${size.width} px`;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await page.setViewportSize(size);
    // Colors fade into another theme, and what is loading arrives: what stays is what counts.
    await expect.poll(() => violations(page), { message }).toEqual([]);
    await expectNoSideScroll(page, message);
  }
}

/** Runs axe in the page, which has no frames. It is put there once: reading it takes long. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  return page.evaluate<string[]>(`axe.run(document, { resultTypes: ['violations'] }).then((r) =>
    r.violations.map(({ id, nodes }) => id + ': ' + nodes[0]?.html))`);
}

/** Nothing is wider than the screen. */
export async function expectNoSideScroll(page: Page, where: string): Promise<void> {
  const root = 'document.documentElement';
  const extra = await page.evaluate(`${root}.scrollWidth - ${root}.clientWidth`);
  expect(extra, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
}
