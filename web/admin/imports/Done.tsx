import { Anchor, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, apiUrl } from '../../api/http.ts';
import type { ImportDetail } from '../../api/imports.ts';
import { Callout, ConfirmDialog, DateText, Progress, toast, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { useWork } from '../shared/useWork.ts';
import { Counts } from './CheckResults.tsx';
import classes from './Imports.module.css';

type Props = { detail: ImportDetail; running: string | null };

/** The report of an import that was made, and its undo. */
export function Done({ detail, running }: Props) {
  const { t } = useTranslation('imports');
  const { org, path } = useOrganization();
  const { work, follow, isRunning } = useWork(running, (ended) => {
    const isDone = ended.state === 'done';
    toast({
      message: isDone ? t('undo.done') : (ended.error ?? t('failed')),
      tone: isDone ? 'good' : 'bad',
    });
  });
  if (detail.state === 'undone') {
    return <Callout tone="info">{t('undo.is_undone', { name: detail.file_name })}</Callout>;
  }
  return (
    <>
      <Callout tone="good">
        <b>{t('done.title')}</b> <DateText value={detail.finished_at} as="moment" />
      </Callout>
      <Counts detail={detail} />
      {isRunning ? (
        <div className={classes.progress}>
          <Progress done={work?.done ?? 0} total={work?.total ?? null} label={t('undo.running')} />
        </div>
      ) : (
        <div className={shared.buttons}>
          <Button
            variant="filled"
            className={shared.filled}
            component={Link}
            to={`/o/${org}/people` as string}
            search={{ sort: '-created' } as never}
          >
            {t('done.people')}
          </Button>
          {detail.counts.refused ? (
            <Anchor
              underline="always"
              href={apiUrl(`${path}/imports/${detail.id}/problems.csv`)}
              download
            >
              {t('check.download')}
            </Anchor>
          ) : null}
          {detail.can_undo_until ? <Undo detail={detail} onStarted={follow} /> : null}
        </div>
      )}
    </>
  );
}

type UndoProps = { detail: ImportDetail; onStarted: (work: string) => void };

function Undo({ detail, onStarted }: UndoProps) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { path } = useOrganization();
  const [isAsking, setAsking] = useState(false);
  const undo = useMutation({
    mutationFn: () => api.post<{ work_id: string }>(`${path}/imports/${detail.id}/undo`),
    onSuccess: ({ work_id }) => {
      setAsking(false);
      onStarted(work_id);
    },
  });
  const until = format.dateOf(detail.can_undo_until ?? detail.created_at);
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('undo.act')}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        tone="bad"
        onClose={() => setAsking(false)}
        title={t('undo.title', { name: detail.file_name })}
        confirm={t('undo.confirm', { count: detail.counts.created ?? 0 })}
        pending={undo.isPending}
        error={undo.error}
        onConfirm={() => undo.mutate()}
      >
        <p>{t('undo.text', { date: format.fullDate(until) })}</p>
      </ConfirmDialog>
    </>
  );
}
