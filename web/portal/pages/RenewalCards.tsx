import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Callout } from '../../ui/index.ts';
import { usePortal } from '../portal.ts';
import type { OwnRenewal } from '../renewalTypes.ts';
import { useSay } from '../say.ts';
import classes from './Start.module.css';

/** What the member is asked about the next term, or has answered and is not settled. */
export function RenewalCards() {
  const { overview } = usePortal();
  return overview.renewals.map((each) => <RenewalCard key={each.id} renewal={each} />);
}

function RenewalCard({ renewal }: { renewal: OwnRenewal }) {
  const { t } = useTranslation('portal');
  const { org, overview } = usePortal();
  const say = useSay();
  const { state, plan_name: plan, last_day } = renewal;
  const date = say.date(last_day);
  const isAsked = state === 'sent';
  const isAccepted = state === 'approved';
  const title = () => {
    if (isAsked) return t('renewal.ask', { plan, date });
    return isAccepted ? t('renewal.accepted', { plan }) : t('renewal.waits', { plan });
  };
  const text = () => {
    if (isAsked) return t('renewal.ask_text');
    return isAccepted ? t('renewal.accepted_text') : t('renewal.waits_text');
  };
  return (
    <section className={classes.first}>
      <Callout tone={isAsked ? 'warn' : 'info'}>
        <strong>{title()}</strong>
        <p>{text()}</p>
        <div className={classes.firstActions}>
          <Button
            component={Link}
            to={`/portal/${org}/renewals/${renewal.id}` as string}
            size="lg"
            fullWidth
            // What is to be paid comes first.
            variant={isAsked && overview.todo === null ? 'filled' : 'default'}
          >
            {isAsked ? t('renewal.see') : t('renewal.look')}
          </Button>
        </div>
      </Callout>
    </section>
  );
}
