import { useEffect, useRef } from 'react';

type Handler = (event: KeyboardEvent) => void;

const typing = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]';

/** True when a key press belongs to a field or an open dialog rather than to the page. */
function isElsewhere(event: KeyboardEvent): boolean {
  const target = event.target;
  const inField = target instanceof Element && target.closest(typing) !== null;
  const inDialog = document.querySelector('[aria-modal="true"]') !== null;
  const inMenu = target instanceof Element && target.closest('[role=menu],[role=listbox]') !== null;
  return inField || inDialog || inMenu;
}

/**
 * Single-key shortcuts of a page, by `event.key` ("j", "?", "Escape"). They rest while somebody
 * types, while a dialog is open, and with Ctrl, Alt or ⌘ held.
 */
export function useKeys(keys: Record<string, Handler | undefined>): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const handler = latest.current[event.key];
      const isModified = event.ctrlKey || event.metaKey || event.altKey;
      if (!handler || isModified || event.defaultPrevented || isElsewhere(event)) return;
      handler(event);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
