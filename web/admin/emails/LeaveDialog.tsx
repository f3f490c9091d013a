import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/index.ts';

/** Asks before a text that is not saved is left, by a link or by closing the page. */
export function LeaveDialog({ isSaved }: { isSaved: boolean }) {
  const { t } = useTranslation('emails');
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => !isSaved && placeOf(current) !== placeOf(next),
    enableBeforeUnload: !isSaved,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      opened={status === 'blocked'}
      tone="bad"
      onClose={() => reset?.()}
      title={t('leave.title')}
      confirm={t('leave.confirm')}
      onConfirm={() => proceed?.()}
    >
      <p>{t('leave.text')}</p>
    </ConfirmDialog>
  );
}

/** Another view of the same text is no other place. */
function placeOf({ pathname, search }: { pathname: string; search: object }): string {
  return `${pathname} ${'language' in search ? search.language : ''}`;
}
