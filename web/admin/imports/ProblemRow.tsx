import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDetail, ImportRow } from '../../api/imports.ts';
import { useFormat } from '../../ui/index.ts';
import classes from './Imports.module.css';
import type { Change } from './useImport.ts';

type Props = { row: ImportRow; detail: ImportDetail; change: Change };

/** A row with its problems, each with the cell it is about, to put right where it stands. */
export function ProblemRow({ row, detail, change }: Props) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const nameColumns = detail.columns.filter(({ entry }) =>
    ['name', 'first_name', 'last_name', 'company', 'email'].includes(entry),
  );
  const who = nameColumns.map(({ index }) => row.cells[index]).find(Boolean);
  return (
    <li className={classes.row}>
      <span className="muted num">{t('check.row', { row: format.number(row.row_number) })}</span>
      <div>
        {who ? <div className="strong">{who}</div> : null}
        {row.problems.map((problem) => (
          <div key={`${problem.code}:${problem.column}`} className={classes.problem}>
            <span className={classes.column}>{problem.column ?? t('check.whole_row')}</span>
            <Cell column={problem.column} row={row} detail={detail} change={change} />
            <span className={classes.message} data-level={problem.level}>
              {problem.message}
            </span>
          </div>
        ))}
      </div>
    </li>
  );
}

function Cell({ column, row, detail, change }: Props & { column: string | null }) {
  const { t } = useTranslation('imports');
  const place = detail.columns.find(({ header }) => header === column);
  const stored = place ? (row.cells[place.index] ?? '') : '';
  const [text, setText] = useState(stored);
  if (!place || !column) return <span />;
  const isSaving =
    change.isPending &&
    change.variables.kind === 'cell' &&
    change.variables.row === row.row_number &&
    change.variables.column === column;
  return (
    <form
      style={{ display: 'flex', gap: 6 }}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ kind: 'cell', row: row.row_number, column, value: text });
      }}
    >
      <TextInput
        style={{ flex: 1 }}
        aria-label={t('check.cell', { column, row: row.row_number })}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text === stored ? null : (
        <Button type="submit" variant="filled" loading={isSaving} disabled={change.isPending}>
          {t('check.fix')}
        </Button>
      )}
    </form>
  );
}
