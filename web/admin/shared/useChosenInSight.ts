import { type RefObject, useLayoutEffect, useRef } from 'react';

/** For a line of choices that scrolls on a phone: what is chosen in it is moved into sight. */
export function useChosenInSight(chosen: string | undefined): RefObject<HTMLElement | null> {
  const bar = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark moves with what is chosen
  useLayoutEffect(() => {
    const line = bar.current;
    const mark = line?.querySelector<HTMLElement>('[data-on]');
    if (!line || !mark) return;
    const middle = mark.offsetLeft + mark.offsetWidth / 2 - line.offsetLeft;
    line.scrollLeft = middle - line.clientWidth / 2;
  }, [chosen]);
  return bar;
}
