import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmailText, EmailTextDetail } from '../../api/emailTexts.ts';
import { ConfirmDialog } from '../../ui/index.ts';
import type { EmailKey } from './queries.ts';
import { useRestoreText } from './useEmailActs.ts';

type Props = {
  detail: EmailTextDetail;
  emailKey: EmailKey;
  onRestored: (text: EmailText) => void;
};

/** Back to the default text, after a question; there only where the text is one's own. */
export function RestoreButton({ detail, emailKey, onRestored }: Props) {
  const { t } = useTranslation('emails');
  const [isOpen, setIsOpen] = useState(false);
  const restore = useRestoreText(emailKey, (text) => {
    setIsOpen(false);
    onRestored(text);
  });
  if (!detail.edited) return null;
  const about = { name: detail.label, language: t(`language.${detail.language}`) };
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setIsOpen(true)}>
        {t('restore.open')}
      </Button>
      <ConfirmDialog
        opened={isOpen}
        tone="bad"
        onClose={() => setIsOpen(false)}
        title={t('restore.title', about)}
        confirm={t('restore.confirm')}
        pending={restore.isPending}
        error={restore.error}
        onConfirm={() => restore.mutate(detail.version)}
      >
        <p>{t('restore.text', about)}</p>
      </ConfirmDialog>
    </>
  );
}
