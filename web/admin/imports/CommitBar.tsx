import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { ImportDetail } from '../../api/imports.ts';
import { Callout, ConfirmDialog, Progress, Receipt, toast, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { useWork } from '../shared/useWork.ts';
import classes from './Imports.module.css';
import type { Change } from './useImport.ts';

type Props = { detail: ImportDetail; change: Change; running: string | null };

/** The last step: says how many, then imports in the background, all rows or none. */
export function CommitBar({ detail, change, running }: Props) {
  const { t } = useTranslation('imports');
  const { path } = useOrganization();
  const [isAsking, setAsking] = useState(false);
  const { work, follow, isRunning } = useWork(running, (ended) => {
    if (ended.state === 'failed') toast({ message: ended.error ?? t('failed'), tone: 'bad' });
  });
  const commit = useMutation({
    mutationFn: () => api.post<{ work_id: string }>(`${path}/imports/${detail.id}/commit`),
    onSuccess: ({ work_id }) => {
      setAsking(false);
      follow(work_id);
    },
  });
  const { counts } = detail;
  const people = (counts.created ?? 0) + (counts.updated ?? 0);
  if (isRunning) {
    return (
      <div className={classes.progress}>
        <Progress
          done={work?.done ?? 0}
          total={work?.total ?? null}
          label={t('commit.running')}
          detail={t('commit.running_note')}
        />
      </div>
    );
  }
  return (
    <div className={classes.commit}>
      {work?.state === 'failed' ? <Callout tone="bad">{work.error ?? t('failed')}</Callout> : null}
      <Button
        variant="filled"
        disabled={people === 0 || detail.missing.length > 0 || change.isPending}
        onClick={() => setAsking(true)}
      >
        {t('commit.act', { count: people })}
      </Button>
      <p>
        {counts.refused
          ? t('commit.leaves', { count: counts.refused })
          : t(people === 0 ? 'commit.nothing' : 'commit.all')}
      </p>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('commit.title', { name: detail.file_name })}
        confirm={t('commit.act', { count: people })}
        pending={commit.isPending}
        error={commit.error}
        onConfirm={() => commit.mutate()}
      >
        <Summary detail={detail} />
      </ConfirmDialog>
    </div>
  );
}

function Summary({ detail }: { detail: ImportDetail }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const keys = ['created', 'updated', 'unchanged', 'refused'] as const;
  return (
    <Receipt
      title={t('commit.receipt')}
      lines={keys
        .filter((key) => (detail.counts[key] ?? 0) > 0)
        .map((key) => {
          const count = detail.counts[key] ?? 0;
          return { key, text: t(`would.${key}`, { count }), value: format.number(count) };
        })}
      foot={t(detail.options.invite_all ? 'commit.invites' : 'commit.quiet')}
    />
  );
}
