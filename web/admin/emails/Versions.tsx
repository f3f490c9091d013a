import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EmailText, EmailTextDetail, EmailVersion } from '../../api/emailTexts.ts';
import { api } from '../../api/http.ts';
import { DateText, type PlainColumn, PlainTable, toast, useSentence } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import classes from './Emails.module.css';

type Props = {
  detail: EmailTextDetail;
  disabled: boolean;
  onTake: (text: EmailText) => void;
};

/** Every text there was, latest first; any of them is taken up again into the editor. */
export function Versions({ detail, disabled, onTake }: Props) {
  const { t } = useTranslation('emails');
  const sentence = useSentence();
  const { path } = useOrganization();
  const take = useMutation({
    mutationFn: (version: number) =>
      api.get<{ text: EmailText }>(
        `${path}/email-texts/${detail.name}/${detail.language}/versions/${version}`,
      ),
    onSuccess: ({ text }) => onTake(text),
    onError: (error) => toast({ message: sentence(error), tone: 'bad' }),
  });
  if (detail.versions.length === 0) return null;
  const columns: PlainColumn<EmailVersion>[] = [
    {
      key: 'version',
      header: t('versions.version'),
      narrow: 'title',
      cell: ({ version, edited }) =>
        t(edited ? 'versions.own' : 'versions.default', { number: version }),
    },
    { key: 'at', header: t('versions.at'), cell: ({ at }) => <DateText value={at} as="moment" /> },
    { key: 'by', header: t('versions.by'), cell: ({ by }) => by ?? '—' },
    {
      key: 'acts',
      header: <span className="sr">{t('versions.acts')}</span>,
      align: 'end',
      cell: ({ version }) =>
        disabled || version === detail.version ? null : (
          <Button
            size="xs"
            variant="subtle"
            aria-label={t('versions.take_number', { number: version })}
            onClick={() => take.mutate(version)}
          >
            {t('versions.take')}
          </Button>
        ),
    },
  ];
  return (
    <section className={classes.versions}>
      <h2>{t('versions.title')}</h2>
      <PlainTable
        label={t('versions.title')}
        rows={detail.versions}
        rowKey={({ version }) => String(version)}
        columns={columns}
      />
    </section>
  );
}
