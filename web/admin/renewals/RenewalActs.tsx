import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RenewalAct, RenewalDetail } from '../../api/renewals.ts';
import shared from '../shared/Page.module.css';
import { OfferDialog } from './OfferDialog.tsx';
import {
  ApproveDialog,
  InterveneDialog,
  RefuseDialog,
  ResetDialog,
  ResumeDialog,
  SendDialog,
} from './RenewalDialogs.tsx';

/** Which dialog is open. */
export type RenewalDoing = RenewalAct | 'remind' | 'apply_wish';

type Props = {
  renewal: RenewalDetail;
  doing: RenewalDoing | null;
  onDo: (doing: RenewalDoing | null) => void;
};

const harsh: RenewalDoing[] = ['refuse', 'reset'];

/** What may be done with it now, as the server's table says, and the dialog of what was chosen. */
export function RenewalActs({ renewal, doing, onDo }: Props) {
  const { t } = useTranslation('renewals');
  const { acts, state, sent_at, wish } = renewal;
  const order: (RenewalDoing | false)[] = [
    acts.includes('approve') && 'approve',
    acts.includes('offer') && 'offer',
    acts.includes('send') && 'send',
    state === 'sent' && 'remind',
    acts.includes('resume') && 'resume',
    acts.includes('intervene') && 'intervene',
    acts.includes('refuse') && 'refuse',
    acts.includes('reset') && 'reset',
  ];
  const shown = order.filter((each) => each !== false);
  const isMain = (each: RenewalDoing) => each === 'approve' && renewal.next !== null;
  return (
    <div className={`${shared.buttons} ${shared.below}`}>
      {shown.map((each) => (
        <Button
          key={each}
          variant={isMain(each) ? 'filled' : harsh.includes(each) ? 'subtle' : 'default'}
          color={harsh.includes(each) ? 'red' : undefined}
          disabled={renewal.next === null && ['approve', 'send', 'remind'].includes(each)}
          onClick={() => onDo(each)}
        >
          {each === 'send' && sent_at ? t('act.send_again') : t(`act.${each as RenewalAct}`)}
        </Button>
      ))}
      <Doing renewal={renewal} doing={doing} wish={wish} onClose={() => onDo(null)} />
    </div>
  );
}

type DoingProps = {
  renewal: RenewalDetail;
  doing: RenewalDoing | null;
  wish: RenewalDetail['wish'];
  onClose: () => void;
};

function Doing({ renewal, doing, wish, onClose }: DoingProps) {
  const props = { renewal, onClose };
  switch (doing) {
    case 'approve':
      return <ApproveDialog {...props} />;
    case 'refuse':
      return <RefuseDialog {...props} />;
    case 'send':
      return <SendDialog {...props} act="send" />;
    case 'remind':
      return <SendDialog {...props} act="remind" />;
    case 'intervene':
      return <InterveneDialog {...props} />;
    case 'resume':
      return <ResumeDialog {...props} />;
    case 'reset':
      return <ResetDialog {...props} />;
    case 'offer':
      return <OfferDialog {...props} wish={null} />;
    case 'apply_wish':
      return <OfferDialog {...props} wish={wish} />;
    default:
      return null;
  }
}
