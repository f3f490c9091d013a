import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../api/types.ts';
import { EmptyState, Loading } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { Refusal } from './AddContact.tsx';
import { AddonFields } from './AddonFields.tsx';
import { JoinReceipt } from './JoinReceipt.tsx';
import { What, When, Who } from './MemberFields.tsx';
import classes from './People.module.css';
import { plansQuery } from './queries.ts';
import { useJoin } from './useJoin.ts';

type Props = {
  onClose: () => void;
  onAdded: (contactId: string) => void;
  onContactInstead: () => void;
};

/** Staff add a member; without a plan the form leads to making one, or to a contact instead. */
export function AddMember(props: Props) {
  const { t } = useTranslation('people');
  const { org } = useOrganization();
  const { data } = useQuery(plansQuery(org));
  if (!data) return <Loading />;
  const plans = data.items.filter(({ archived_at }) => !archived_at);
  if (plans.length > 0) return <MemberForm plans={plans} {...props} />;
  return (
    <EmptyState
      title={t('add.no_plan')}
      actions={
        <>
          <Button component="a" href={`/o/${org}/plans`} variant="filled">
            {t('add.make_plan')}
          </Button>
          <Button onClick={props.onContactInstead}>{t('add.contact_instead')}</Button>
        </>
      }
    >
      {t('add.no_plan_text')}
    </EmptyState>
  );
}

function MemberForm({ plans, onClose, onAdded }: Props & { plans: Plan[] }) {
  const { t } = useTranslation('people');
  const join = useJoin(plans, onAdded);
  const { values } = join.form;
  const hasSomebody =
    values.who === 'known' ? values.contact !== null : values.display_name.trim() !== '';
  return (
    <form
      className={classes.member}
      onSubmit={(event) => {
        event.preventDefault();
        join.submit();
      }}
    >
      <div className={classes.form}>
        <Who join={join} />
        <What join={join} plans={plans} />
        <AddonFields join={join} />
        {join.plan?.kind === 'free' ? null : <When join={join} />}
        <Textarea
          label={t('add.note')}
          description={t('add.note_help')}
          autosize
          minRows={1}
          value={values.note}
          onChange={(event) => join.form.set('note', event.currentTarget.value)}
        />
      </div>
      <div className={classes.side}>
        <JoinReceipt
          sendsInvoice={values.send_invoice}
          preview={join.preview}
          name={values.who === 'known' ? (values.contact?.name ?? '') : values.display_name}
        />
        <Refusal error={join.join.error} onOpen={onAdded} />
        <div className={classes.buttons}>
          <Button onClick={onClose}>{t('add.cancel')}</Button>
          <Button
            type="submit"
            variant="filled"
            loading={join.join.isPending}
            disabled={!hasSomebody || join.preview.isError}
          >
            {t('add.submit_member')}
          </Button>
        </div>
      </div>
    </form>
  );
}
