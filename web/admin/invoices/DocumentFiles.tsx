import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../api/http.ts';
import type { FullOrganization } from '../../api/settings.ts';
import type { Money } from '../../api/types.ts';
import { type PlainColumn, PlainTable, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import classes from './Invoices.module.css';
import type { DocumentsAsk, DocumentsSummary, FileKind } from './queries.ts';

type Row = {
  key: FileKind | 'fec';
  title: string;
  text: string;
  holds: string;
  sums: Money[];
  links: { label: string; name: string; href: string }[];
};

type Props = { summary: DocumentsSummary; ask: DocumentsAsk };

/** Each file with what it holds and its ways out. */
export function DocumentFiles({ summary, ask }: Props) {
  const { t } = useTranslation('documents');
  const files = useFileRows(summary, ask);
  const fec = useFecRow(summary, ask);
  const format = useFormat();
  const columns: PlainColumn<Row>[] = [
    {
      key: 'name',
      header: t('file.name'),
      narrow: 'title',
      cell: (row) => (
        <>
          <span className="strong">{row.title}</span>
          <span className={classes.about}>{row.text}</span>
        </>
      ),
    },
    {
      key: 'holds',
      header: t('file.holds'),
      align: 'end',
      cell: (row) => <Holds row={row} summary={summary} />,
    },
    {
      key: 'sum',
      header: t('file.sum'),
      align: 'end',
      narrow: 'figure',
      cell: (row) => (
        <span className="nowrap">
          {row.sums.map(({ amount, currency }) => format.money(amount, currency)).join(' + ') ||
            '—'}
        </span>
      ),
    },
    {
      key: 'get',
      header: t('file.get'),
      cell: (row) => (
        <span className={classes.files}>
          {row.links.map(({ label, name, href }) => (
            <Anchor key={href} href={href} download aria-label={name} underline="always">
              {label}
            </Anchor>
          ))}
        </span>
      ),
    },
  ];
  return (
    <>
      <PlainTable
        label={t('title')}
        columns={columns}
        rows={[...files, fec]}
        rowKey={(row) => row.key}
      />
      <OtherCurrencies summary={summary} />
    </>
  );
}

/** How many rows; of invoices, the way to them in the list. */
function Holds({ row, summary }: { row: Row; summary: DocumentsSummary }) {
  const { org } = useOrganization();
  if (row.key !== 'invoices') return <span className="nowrap">{row.holds}</span>;
  return (
    <Link
      className="nowrap"
      to={`/o/${org}/invoices` as string}
      search={{ from: summary.from, to: summary.to } as never}
    >
      {row.holds}
    </Link>
  );
}

function useFileRows(summary: DocumentsSummary, ask: DocumentsAsk): Row[] {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const { path } = useOrganization();
  const separator = format.language === 'fr' ? ';' : ',';
  return summary.files.map(({ kind, count, sums }) => {
    const title = t(`file.${kind}`);
    const at = (more: Record<string, string | number>) =>
      apiUrl(`${path}/documents/export`, { what: kind, ...ask, ...more });
    return {
      key: kind,
      title,
      text: t(`file.${kind}_text`),
      holds: t('rows', { count }),
      sums,
      links: [
        { label: 'Excel', name: t('file.xlsx_of', { file: title }), href: at({ format: 'xlsx' }) },
        {
          label: 'CSV',
          name: t('file.csv_of', { file: title }),
          href: at({ format: 'csv', separator, bom: 1 }),
        },
      ],
    };
  });
}

function useFecRow(summary: DocumentsSummary, ask: DocumentsAsk): Row {
  const { t } = useTranslation('documents');
  const { path, organization } = useOrganization();
  const siren = (organization as FullOrganization).settings.identity.siren.replace(/\D/g, '');
  const home = summary.books.find(({ currency }) => currency === organization.currency);
  const name = `${siren.slice(0, 9) || 'SIREN'}FEC${summary.to.replaceAll('-', '')}.txt`;
  const href = apiUrl(`${path}/documents/export`, { what: 'fec', ...ask });
  return {
    key: 'fec',
    title: t('file.fec'),
    text: t('file.fec_text', { name }),
    holds: t('entries', { count: home?.count ?? 0 }),
    sums: home ? [{ amount: home.debit, currency: home.currency }] : [],
    links: siren.length >= 9 ? [{ label: 'FEC', name: t('file.fec_of'), href }] : [],
  };
}

function OtherCurrencies({ summary }: { summary: DocumentsSummary }) {
  const { t } = useTranslation('documents');
  const { path, organization } = useOrganization();
  const others = summary.books.filter(({ currency }) => currency !== organization.currency);
  if (others.length === 0) return null;
  const { from, to } = summary;
  return (
    <p className="soft">
      {t('other_currencies', { currencies: others.map((each) => each.currency).join(', ') })}{' '}
      {others.map(({ currency }) => (
        <Anchor
          key={currency}
          download
          href={apiUrl(`${path}/documents/export`, { what: 'fec', from, to, currency })}
        >
          {t('fec_in', { currency })}{' '}
        </Anchor>
      ))}
    </p>
  );
}
