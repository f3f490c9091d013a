import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../api/people.ts';
import { StatusDot, Tag, useFormat } from '../../ui/index.ts';
import { initialsOf } from '../frame/AccountMenu.tsx';
import { PlanText, Status } from '../people/status.tsx';
import { AmountOf } from '../people/useColumns.tsx';
import classes from './Record.module.css';
import type { RecordState } from './useRecord.ts';

type Props = { record: RecordState; as: 'h1' | 'h2'; tools?: ReactNode };

/** Who it is, since when, on what plan, for how much, and how things stand. */
export function RecordHead({ record, as: Title, tools }: Props) {
  const { t } = useTranslation('record');
  const { contact, row } = record;
  return (
    <div className={classes.who}>
      <span className={classes.avatar} aria-hidden="true">
        {initialsOf(contact.display_name)}
      </span>
      <div className={classes.names}>
        <Title className={classes.name}>{contact.display_name}</Title>
        <p className="soft">
          {contact.kind === 'company' ? <>{t('company')} · </> : null}
          {row ? (
            <>
              <Status status={row.status} />
              {row.joined_on ? (
                <>
                  {' · '}
                  <Standing row={row} since={row.joined_on} />
                </>
              ) : null}
            </>
          ) : null}
        </p>
        {contact.labels.length > 0 || contact.blocked_at ? (
          <p className={classes.tags}>
            {contact.blocked_at ? <StatusDot tone="bad">{t('blocked')}</StatusDot> : null}
            {contact.labels.map(({ id, name }) => (
              <Tag key={id}>{name}</Tag>
            ))}
          </p>
        ) : null}
      </div>
      {tools}
    </div>
  );
}

function Standing({ row, since }: { row: PersonRow; since: string }) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const duration = format.since(since);
  return (
    <>
      <span title={format.longDate(since)}>
        {duration ? t('member_since', { duration }) : t('new_member')}
      </span>
      {' · '}
      <PlanText row={row} />
      {row.amount ? (
        <>
          {' '}
          <AmountOf row={row} />
        </>
      ) : null}
    </>
  );
}
