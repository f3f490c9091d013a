import { Autocomplete, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FullOrganization } from '../../api/settings.ts';
import { useOrganization } from '../organization.ts';

type Props = {
  reason: string;
  comment: string;
  onReason: (reason: string) => void;
  onComment: (comment: string) => void;
  error?: string;
};

/** Why somebody leaves: one of the organization's reasons or their own words, and more of it. */
export function ReasonFields({ reason, comment, onReason, onComment, error }: Props) {
  const { t } = useTranslation('renewals');
  const { organization } = useOrganization();
  const reasons = (organization as FullOrganization).settings.renewals.refusal_reasons;
  return (
    <>
      <Autocomplete
        label={t('refuse.reason')}
        description={t('refuse.reason_help')}
        data={reasons}
        maxLength={500}
        value={reason}
        error={error}
        onChange={onReason}
      />
      <Textarea
        label={t('refuse.comment')}
        autosize
        maxLength={2000}
        value={comment}
        onChange={(event) => onComment(event.currentTarget.value)}
      />
    </>
  );
}
