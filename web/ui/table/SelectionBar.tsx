import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format.tsx';
import classes from './SelectionBar.module.css';
import { isNothing, nothingSelected, type Selection } from './types.ts';

type Props = {
  selection: Selection;
  onSelection: (selection: Selection) => void;
  /** How many match the filter; null while it is counted. */
  total: number | null;
  children: ReactNode;
};

/** Floats over the list while something is selected: how many, all of them, and what to do. */
export function SelectionBar({ selection, onSelection, total, children }: Props) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  if (isNothing(selection)) return null;
  const isAll = selection.mode === 'all';
  const all = total === null ? '…' : format.number(total);
  const count = isAll ? (total ?? 0) : selection.ids.size;
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('table.selected', { count })}>
      <span aria-live="polite" className={classes.count}>
        {isAll ? t('table.all_selected', { total: all }) : t('table.selected', { count })}
      </span>
      {!isAll && total !== null && total > count ? (
        <button type="button" className={classes.all} onClick={() => onSelection({ mode: 'all' })}>
          {t('table.all_that_match', { total: all })}
        </button>
      ) : null}
      <span className={classes.actions}>{children}</span>
      <button
        type="button"
        className={classes.close}
        aria-label={t('table.clear')}
        onClick={() => onSelection(nothingSelected)}
      >
        ✕
      </button>
    </div>
  );
}

/** One thing to do with a selection. */
export function SelectionAction(props: { children: ReactNode; onClick?: () => void }) {
  return (
    <button type="button" className={classes.action} {...props}>
      {props.children}
    </button>
  );
}
