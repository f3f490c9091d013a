import { Button, Radio, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../frame/Failure.tsx';
import classes from '../frame/parts.module.css';
import { usePortal } from '../portal.ts';
import type { MemberRenewal } from '../renewalTypes.ts';
import { useSay } from '../say.ts';
import { useAnswer } from './useAnswer.ts';

type Props = { renewal: MemberRenewal; onBack: () => void };

/** Leaves at the end of the term: what stays until when, why if they like, one button each way. */
export function RenewalRefuse({ renewal, onBack }: Props) {
  const { t } = useTranslation('portal');
  const { overview } = usePortal();
  const say = useSay();
  const [reason, setReason] = useState('');
  const [comment, setComment] = useState('');
  const answer = useAnswer(renewal, 'refuse');
  const { refusal_reasons: reasons, plan, last_day } = renewal;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        answer.mutate({ reason, comment });
      }}
    >
      <p className="soft">{t('cancel.until', { date: say.date(last_day) })}</p>
      {reasons.length > 0 ? (
        <Radio.Group label={t('cancel.reason')} value={reason} onChange={setReason}>
          {reasons.map((each) => (
            <Radio key={each} className={classes.choice} value={each} label={each} />
          ))}
        </Radio.Group>
      ) : null}
      <Textarea
        size="lg"
        label={reasons.length > 0 ? t('renewal.more') : t('cancel.reason')}
        description={t('cancel.reason_hint', { organization: overview.organization.name })}
        minRows={3}
        autosize
        maxLength={2000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <Failure error={answer.error} />
      <div className={classes.actions}>
        <Button type="submit" size="lg" variant="filled" color="red" loading={answer.isPending}>
          {t('renewal.refuse_confirm')}
        </Button>
        <Button size="lg" onClick={onBack}>
          {t('cancel.keep', { plan: plan.name })}
        </Button>
      </div>
    </form>
  );
}
