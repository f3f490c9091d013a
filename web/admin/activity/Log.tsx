import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LogEntry } from '../../api/outbox.ts';
import { Timeline, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { toneOf } from '../record/tabs/ActivityTab.tsx';
import shared from '../shared/Page.module.css';

/** Entries by day; each names who it is about and leads there. */
export function Log({ entries }: { entries: LogEntry[] }) {
  const format = useFormat();
  const days = Map.groupBy(entries, ({ at }) => format.dateOf(at));
  return [...days].map(([day, items]) => (
    <section key={day} className={shared.section}>
      <h2>{format.longDate(day)}</h2>
      <Timeline
        label={format.longDate(day)}
        entries={items.map((item) => ({
          key: item.id,
          at: item.at,
          tone: toneOf(item),
          text: <Sentence entry={item} />,
          detail: item.actor.kind === 'system' ? null : item.actor.name,
          action: item.invoice ? <InvoiceLink invoice={item.invoice} /> : null,
        }))}
      />
    </section>
  ));
}

function Sentence({ entry }: { entry: LogEntry }) {
  const { org } = useOrganization();
  const { contact } = entry;
  if (!contact) return entry.sentence;
  return (
    <>
      <Link className={shared.linkRow} to={`/o/${org}/people/${contact.id}` as string}>
        {contact.name}
      </Link>{' '}
      · {entry.sentence}
    </>
  );
}

function InvoiceLink({ invoice }: { invoice: { id: string; number: string } }) {
  const { t } = useTranslation('activity');
  const { org } = useOrganization();
  return (
    <Link
      className="nowrap"
      to={`/o/${org}/invoices` as string}
      search={{ open: invoice.id } as never}
      aria-label={t('invoice', { number: invoice.number })}
    >
      {invoice.number}
    </Link>
  );
}
