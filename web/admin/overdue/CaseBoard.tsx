import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, OverdueRow } from '../../api/overdue.ts';
import {
  DataTable,
  Drawer,
  nothingSelected,
  queryState,
  type Selection,
  useKeys,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { BoardNav } from './BoardNav.tsx';
import { AskedFor, NoCases } from './BoardWords.tsx';
import { type ActKind, CaseActDialog } from './CaseActDialog.tsx';
import { CaseCompact } from './CaseCompact.tsx';
import { CaseDrawer } from './CaseDrawer.tsx';
import { CaseSelection } from './CaseSelection.tsx';
import classes from './Overdue.module.css';
import { useCaseColumns } from './useCaseColumns.tsx';
import { useCases } from './useCases.ts';

const route = getRouteApi('/o/$org/overdue');

export type Acting = { kind: ActKind; rows: OverdueRow[] };

/** The boards, the cases of the chosen one, and the open case beside them. */
export function CaseBoard() {
  const { t } = useTranslation('overdue');
  const { open, board } = route.useSearch();
  const { list, rows, more, ask, boards } = useCases();
  const navigate = route.useNavigate();
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const [acting, setActing] = useState<Acting | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const columns = useCaseColumns();
  const show = (id: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, open: id }), replace: open !== undefined });
  const chosen = rows.find(({ id }) => id === open);
  useBoardKeys({ rows, at: open ?? cursor, open, show, onAct: setActing });
  const place = ask.state === 'open' && !board ? 'open' : ((board as Board) ?? null);
  return (
    <div className={classes.page}>
      <BoardNav chosen={place} boards={boards} />
      <div className={classes.list}>
        <AskedFor place={place} />
        <DataTable
          label={t('title')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          rowName={(row) => row.contact.name}
          {...queryState(list)}
          empty={<NoCases place={place} />}
          more={more}
          selection={selection}
          onSelection={setSelection}
          openId={open ?? null}
          onOpen={(row) => show(row.id)}
          onCursor={setCursor}
          compact={(row) => <CaseCompact row={row} />}
        />
      </div>
      <CaseSelection
        rows={rows}
        selection={selection}
        onSelection={setSelection}
        onAct={setActing}
      />
      {chosen ? (
        <Drawer label={chosen.contact.name} onClose={() => show(undefined)}>
          <CaseDrawer
            key={chosen.id}
            row={chosen}
            onClose={() => show(undefined)}
            onAct={(kind) => setActing({ kind, rows: [chosen] })}
          />
        </Drawer>
      ) : null}
      {acting ? (
        <CaseActDialog
          {...acting}
          onClose={() => setActing(null)}
          onDone={() => setSelection(nothingSelected)}
        />
      ) : null}
    </div>
  );
}

type Keys = {
  rows: OverdueRow[];
  at: string | null;
  open: string | undefined;
  show: (id: string | undefined) => void;
  onAct: (acting: Acting) => void;
};

/** Space previews, r retries, p suspends or goes on, m writes; j and k belong to the list. */
function useBoardKeys({ rows, at, open, show, onAct }: Keys) {
  const { can } = useOrganization();
  const row = rows.find(({ id }) => id === at);
  const isOpen = row?.state === 'open' && can('billing.write');
  const preview = (event: KeyboardEvent) => {
    const isOnControl = event.target instanceof Element && event.target.closest('a, button, input');
    if (!row || isOnControl) return;
    event.preventDefault();
    show(open === row.id ? undefined : row.id);
  };
  const mail = row?.payer.email;
  useKeys({
    ' ': preview,
    r: isOpen ? () => onAct({ kind: 'retry', rows: [row] }) : undefined,
    p: isOpen ? () => onAct({ kind: row.paused ? 'resume' : 'pause', rows: [row] }) : undefined,
    m: mail ? () => window.location.assign(`mailto:${mail}`) : undefined,
  });
}
