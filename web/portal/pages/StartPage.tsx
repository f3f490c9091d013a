import { useTranslation } from 'react-i18next';
import { toast, useFormat, useSentence } from '../../ui/index.ts';
import { signOut } from '../frame/PortalMenu.tsx';
import { usePortal } from '../portal.ts';
import { useSay } from '../say.ts';
import { FirstThing } from './FirstThing.tsx';
import { Holdings } from './Holdings.tsx';
import { RenewalCards } from './RenewalCards.tsx';
import { Rows } from './Rows.tsx';
import classes from './Start.module.css';

/** What there is to do first, what the member has, and the way to everything else. */
export function StartPage() {
  const { t } = useTranslation('portal');
  const { overview } = usePortal();
  const say = useSay();
  const { me, organization } = overview;
  const email = organization.contact_email;
  return (
    <>
      <h1 className={classes.hello}>{t('start.hello', { name: me.name })}</h1>
      {organization.sandbox ? (
        <p className={classes.sandbox}>{t('sandbox', { date: say.date(organization.today) })}</p>
      ) : null}
      <div className={classes.columns}>
        <div>
          <FirstThing />
          <RenewalCards />
          <Holdings />
        </div>
        <div>
          {me.applicant ? null : <Links />}
          {email ? (
            <p className={classes.question}>
              {t('question')} <a href={`mailto:${email}`}>{email}</a>
            </p>
          ) : null}
        </div>
      </div>
    </>
  );
}

function Links() {
  const { t } = useTranslation('portal');
  const { org, overview } = usePortal();
  const format = useFormat();
  const sentence = useSentence();
  const home = `/portal/${org}`;
  const cancellable = overview.subscriptions.filter((each) => each.cancellable);
  const changeable = overview.subscriptions.filter((each) => each.changeable);
  const pausable = overview.subscriptions.filter((each) => each.pausable);
  const hasSome = overview.subscriptions.length > 0;
  const leave = () =>
    signOut(org).catch((error: unknown) => toast({ message: sentence(error), tone: 'bad' }));
  return (
    <Rows
      label={t('start.links')}
      rows={[
        ...(overview.may_join && hasSome ? [{ to: `${home}/join`, text: t('start.join') }] : []),
        {
          to: `${home}/invoices`,
          text: t('start.invoices'),
          value: format.number(overview.invoice_count),
        },
        ...(overview.pages.count > 0
          ? [
              {
                to: `${home}/pages`,
                text: t('start.pages'),
                value: format.number(overview.pages.open),
              },
            ]
          : []),
        { to: `${home}/profile`, text: t('start.profile') },
        ...changeable.map(({ id, plan_name }) => ({
          to: `${home}/change/${id}`,
          text:
            changeable.length === 1
              ? t('start.change_one')
              : t('start.change', { plan: plan_name }),
        })),
        ...pausable.map(({ id, plan_name }) => ({
          to: `${home}/pause/${id}`,
          text:
            pausable.length === 1 ? t('start.pause_one') : t('start.pause', { plan: plan_name }),
        })),
        ...cancellable.map(({ id, plan_name }) => ({
          to: `${home}/cancel/${id}`,
          text:
            cancellable.length === 1
              ? t('start.cancel_one')
              : t('start.cancel', { plan: plan_name }),
        })),
        { onClick: () => void leave(), text: t('menu.sign_out') },
      ]}
    />
  );
}
