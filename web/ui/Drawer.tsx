import { type ReactNode, useEffect, useRef } from 'react';
import classes from './Drawer.module.css';
import { useKeys } from './useKeys.ts';

type Props = {
  /** What the drawer shows, for screen readers. */
  label: string;
  onClose: () => void;
  children: ReactNode;
};

/**
 * A record over the right half of the page; the list beside it stays alive (j/k go on). It is not
 * a dialog: nothing is blocked. Escape closes it, and the focus goes back to where it was.
 */
export function Drawer({ label, onClose, children }: Props) {
  const panel = useRef<HTMLElement>(null);
  useKeys({ Escape: onClose });
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <aside ref={panel} className={classes.drawer} aria-label={label} tabIndex={-1} data-scroll>
      {children}
    </aside>
  );
}
