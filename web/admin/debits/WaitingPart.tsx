import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Waiting, WaitingDebit } from '../../api/debits.ts';
import { PlainTable, Totals, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { useDebitColumns } from './debitColumns.tsx';
import { MakeFileDialog } from './MakeFileDialog.tsx';

const few = 10;

/** What the next file would hold, and the button that makes it. */
export function WaitingPart({ waiting }: { waiting: Waiting }) {
  const { t } = useTranslation('debits');
  const format = useFormat();
  const { can } = useOrganization();
  const [isMaking, setMaking] = useState(false);
  const { count, total, earliest, dropped } = waiting;
  return (
    <section className={shared.section}>
      <h2>{t('waiting.title')}</h2>
      {count === 0 ? <p className={shared.lead}>{t('waiting.none')}</p> : null}
      {count > 0 ? (
        <>
          <Totals
            items={[
              { key: 'count', value: format.number(count), label: t('waiting.debits', { count }) },
              { key: 'total', value: format.money(total, 'EUR'), label: t('waiting.total') },
              {
                key: 'day',
                value: format.fullDate(earliest),
                label: t('waiting.earliest'),
              },
            ]}
          />
          <WaitingTable debits={waiting.debits} />
        </>
      ) : null}
      {dropped > 0 ? <p className="soft">{t('waiting.dropped', { count: dropped })}</p> : null}
      {can('billing.write') && count > 0 ? (
        <div className={shared.buttons}>
          <Button variant="filled" onClick={() => setMaking(true)}>
            {t('make.open')}
          </Button>
        </div>
      ) : null}
      {isMaking ? <MakeFileDialog waiting={waiting} onClose={() => setMaking(false)} /> : null}
    </section>
  );
}

function WaitingTable({ debits }: { debits: WaitingDebit[] }) {
  const { t } = useTranslation('debits');
  const { about, amount } = useDebitColumns<WaitingDebit>();
  const [isWhole, setWhole] = useState(false);
  const rows = isWhole ? debits : debits.slice(0, few);
  return (
    <>
      <PlainTable
        label={t('waiting.title')}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[...about, amount]}
      />
      {debits.length > few ? (
        <div className={shared.buttons}>
          <Button variant="subtle" onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('waiting.fewer') : t('waiting.all', { count: debits.length })}
          </Button>
        </div>
      ) : null}
    </>
  );
}
