import type { Contact } from '../../../api/people.ts';
import type { Subscription } from '../../../api/subscriptions.ts';
import type { Act } from '../acts.ts';
import { CancelDialog, RevokeDialog, UncancelDialog } from './CancelDialogs.tsx';
import { CardDialog } from './CardDialog.tsx';
import { ChangeDialog, WithdrawDialog } from './ChangeDialog.tsx';
import { BlockDialog, DeleteDialog, InviteDialog, UnblockDialog } from './ContactDialogs.tsx';
import { ExtendDialog, UnextendDialog } from './ExtendDialog.tsx';
import { PauseDialog, ResumeDialog } from './PauseDialogs.tsx';
import { PayerDialog } from './PayerDialog.tsx';
import { PaymentDialog } from './PaymentDialog.tsx';
import { RefundDialog } from './RefundDialog.tsx';
import { ApproveDialog, DeclineDialog } from './RequestDialogs.tsx';
import { HeldDialog, ReactivateDialog } from './ReturnDialogs.tsx';

export type ActProps = {
  contact: Contact;
  onClose: () => void;
};

export type SubscriptionActProps = ActProps & { subscription: Subscription };

type Props = ActProps & {
  act: Act;
  subscription: Subscription | null;
  onGone: () => void;
};

/** The dialog of one act: what will happen, then one button that says it. */
export function ActDialog({ act, subscription, onGone, ...props }: Props) {
  switch (act) {
    case 'refund':
      return <RefundDialog {...props} />;
    case 'payment':
      return <PaymentDialog {...props} />;
    case 'card':
      return <CardDialog {...props} />;
    case 'invite':
      return <InviteDialog {...props} />;
    case 'block':
      return <BlockDialog {...props} />;
    case 'unblock':
      return <UnblockDialog {...props} />;
    case 'delete':
      return <DeleteDialog {...props} onGone={onGone} />;
    default:
      return subscription ? (
        <OnSubscription act={act} {...props} subscription={subscription} />
      ) : null;
  }
}

type OnSubscriptionAct = Exclude<
  Act,
  'refund' | 'payment' | 'card' | 'invite' | 'block' | 'unblock' | 'delete'
>;

/** The dialogs that need a subscription; also opened from the subscriptions tab. */
export function OnSubscription({
  act,
  ...props
}: SubscriptionActProps & { act: OnSubscriptionAct }) {
  const named = { ...props, name: props.contact.display_name };
  switch (act) {
    case 'approve':
      return <ApproveDialog {...named} />;
    case 'decline':
      return <DeclineDialog {...named} />;
    case 'extend':
      return <ExtendDialog {...props} />;
    case 'unextend':
      return <UnextendDialog {...props} />;
    case 'pause':
      return <PauseDialog {...props} />;
    case 'resume':
      return <ResumeDialog {...props} />;
    case 'change':
      return <ChangeDialog {...props} />;
    case 'payer':
      return <PayerDialog {...props} />;
    case 'withdraw':
      return <WithdrawDialog {...props} />;
    case 'reactivate':
      return <ReactivateDialog {...props} />;
    case 'held':
      return <HeldDialog {...props} />;
    case 'cancel':
      return <CancelDialog {...props} />;
    case 'uncancel':
      return <UncancelDialog {...props} />;
    case 'revoke':
      return <RevokeDialog {...props} />;
  }
}
