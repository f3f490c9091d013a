import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { EmailGroup, EmailRow, EmailTextState } from '../../api/emailTexts.ts';
import type { Language } from '../../api/types.ts';
import { DateText, ErrorState, type PlainColumn, PlainTable, StatusDot } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import classes from './Emails.module.css';
import { emailTextsQuery } from './queries.ts';

const groups: EmailGroup[] = ['payments', 'overdue', 'subscriptions', 'account', 'staff'];

/** Every automatic e-mail by what it is about, with when it is sent and whose words it has. */
export function EmailsSection() {
  const { t, i18n } = useTranslation('emails');
  const { org } = useOrganization();
  const list = useQuery(emailTextsQuery(org, i18n.language));
  const columns = useColumns();
  return (
    <>
      <h2>{t('title')}</h2>
      <p className={classes.lead}>{t('intro')}</p>
      {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <SkeletonLines lines={8} /> : null}
      {list.data
        ? groups.map((group) => (
            <section key={group} className={classes.group}>
              <h3>{t(`group.${group}`)}</h3>
              <PlainTable
                label={t(`group.${group}`)}
                rows={list.data.items.filter((each) => each.group === group)}
                rowKey={(row) => row.name}
                columns={columns}
              />
            </section>
          ))
        : null}
    </>
  );
}

function useColumns(): PlainColumn<EmailRow>[] {
  const { t } = useTranslation('emails');
  const { org, organization } = useOrganization();
  const other: Language = organization.language === 'fr' ? 'en' : 'fr';
  return [
    {
      key: 'mail',
      header: t('column.mail'),
      narrow: 'title',
      cell: (row) => (
        <span className={classes.mail}>
          <Link to={`/o/${org}/emails/${row.name}` as string}>{row.label}</Link>
          <span className="muted small">{row.when}</span>
        </span>
      ),
    },
    ...[organization.language, other].map(
      (language): PlainColumn<EmailRow> => ({
        key: language,
        header: t(`language.${language}`),
        narrow: 'named',
        cell: (row) => {
          const state = row.texts.find((each) => each.language === language);
          return state ? <TextLink row={row} state={state} /> : null;
        },
      }),
    ),
  ];
}

function TextLink({ row, state }: { row: EmailRow; state: EmailTextState }) {
  const { t } = useTranslation('emails');
  const { org } = useOrganization();
  const { language, edited, edited_at, failed_at } = state;
  const name = { name: row.label, language: t(`language.${language}`) };
  return (
    <span className={classes.state}>
      <Link
        to={`/o/${org}/emails/${row.name}` as string}
        search={{ language } as never}
        aria-label={t(edited ? 'open_own' : 'open_default', name)}
      >
        {t(edited ? 'own' : 'default')}
      </Link>
      {edited ? (
        <span className="muted small">
          <DateText value={edited_at} as="full" />
        </span>
      ) : null}
      {failed_at ? <StatusDot tone="warn">{t('failed')}</StatusDot> : null}
    </span>
  );
}
