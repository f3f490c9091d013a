import { Anchor } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, apiUrl } from '../../api/http.ts';
import type { ImportDetail } from '../../api/imports.ts';
import { Callout, Progress, useSentence } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import classes from './Imports.module.css';

type Props = { onUploaded: (detail: ImportDetail) => void };

/** Takes a file by a drop or a click; the server reads and checks all of it at once. */
export function UploadBox({ onUploaded }: Props) {
  const { t, i18n } = useTranslation('imports');
  const sentence = useSentence();
  const { path } = useOrganization();
  const upload = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData();
      body.append('file', file);
      return api.post<ImportDetail>(`${path}/imports`, { body });
    },
    onSuccess: onUploaded,
  });
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) upload.mutate(file);
  };
  if (upload.isPending) {
    return (
      <div className={classes.progress}>
        <Progress
          done={0}
          total={null}
          label={t('upload.reading', { name: upload.variables.name })}
          detail={t('upload.reading_note')}
        />
      </div>
    );
  }
  return (
    <>
      <DropZone onFiles={take} />
      {upload.error ? (
        <div role="alert" className={classes.help}>
          <Callout tone="bad">
            <b>{t('upload.refused', { name: upload.variables?.name ?? '' })}</b>{' '}
            {sentence(upload.error)}
          </Callout>
        </div>
      ) : null}
      <p className={classes.help}>
        {t('upload.template_text')}{' '}
        <Anchor
          underline="always"
          href={apiUrl(`${path}/import-template`, { language: i18n.language })}
        >
          {t('upload.template')}
        </Anchor>
      </p>
    </>
  );
}

function DropZone({ onFiles }: { onFiles: (files: FileList | null) => void }) {
  const { t } = useTranslation('imports');
  const [isOver, setOver] = useState(false);
  return (
    <label
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles(event.dataTransfer.files);
      }}
    >
      <input
        type="file"
        className="sr"
        accept=".csv,.tsv,.txt,.xlsx,text/csv"
        onChange={(event) => {
          onFiles(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
      <b>{t('upload.title')}</b>
      <span>{t('upload.text')}</span>
    </label>
  );
}
