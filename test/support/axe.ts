/** Accessibility of the page as it stands, in both themes, on a phone and on a desk. */

import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

const sizes = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];

/** Fails with what axe finds; `where` names the page in the message. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    for (const size of sizes) {
      await page.setViewportSize(size);
      // Colors fade into another theme, and what is loading arrives: what stays is what counts.
      await expect
        .poll(() => violations(page), { message: `${where}, ${colorScheme}, ${size.width} px` })
        .toEqual([]);
      await expectNoSideScroll(page, `${where}, ${size.width} px`);
    }
  }
}

/**
 * Runs axe in the page, which has no frames. It is put there once: its half a megabyte takes longer
 * to read than to run.
 */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe.source);
  return page.evaluate<string[]>(`axe.run(document, { resultTypes: ['violations'] }).then((r) =>
    r.violations.map(({ id, nodes }) => id + ': ' + nodes[0]?.html))`);
}

/** Nothing is wider than the screen. */
export async function expectNoSideScroll(page: Page, where: string): Promise<void> {
  const root = 'document.documentElement';
  const extra = await page.evaluate(`${root}.scrollWidth - ${root}.clientWidth`);
  expect(extra, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
}
