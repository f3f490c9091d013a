import { useEffect, useState } from 'react';
import { useKeys } from '../useKeys.ts';

type Options<Row> = {
  rows: Row[];
  rowId: (row: Row) => string;
  /** The row whose record is open beside the list, if any. */
  openId?: string | null;
  onOpen?: (row: Row) => void;
  onOpenFully?: (row: Row) => void;
  onToggle?: (row: Row) => void;
  onCursor?: (id: string) => void;
  scrollTo: (index: number) => void;
};

/**
 * The keyboard's place in a list: j/k or arrows move, x selects, Enter opens, a second Enter opens
 * fully. With a record open, moving goes on to the next record.
 */
export function useCursor<Row>(options: Options<Row>): string | null {
  const { rows, rowId, openId, onOpen, onOpenFully, onToggle, onCursor, scrollTo } = options;
  const [cursor, setCursor] = useState<string | null>(null);
  useEffect(() => {
    if (openId) setCursor(openId);
  }, [openId]);
  const at = rows.findIndex((row) => rowId(row) === cursor);
  const move = (step: number) => (event: KeyboardEvent) => {
    const index = Math.max(0, Math.min(rows.length - 1, at + step));
    const row = rows[index];
    if (!row) return;
    event.preventDefault();
    setCursor(rowId(row));
    onCursor?.(rowId(row));
    scrollTo(index);
    if (openId) onOpen?.(row);
  };
  const open = (event: KeyboardEvent) => {
    const row = rows[at];
    const isOnControl = event.target instanceof Element && event.target.closest('a, button, input');
    if (!row || isOnControl) return;
    if (openId === rowId(row)) onOpenFully?.(row);
    else onOpen?.(row);
  };
  const toggle = () => {
    const row = rows[at];
    if (row) onToggle?.(row);
  };
  useKeys({
    j: move(1),
    k: move(-1),
    ArrowDown: move(1),
    ArrowUp: move(-1),
    Enter: onOpen ? open : undefined,
    x: onToggle ? toggle : undefined,
  });
  return cursor;
}
