import type { Renewal } from '../../api/renewals.ts';
import { useKeys } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import type { RenewalDoing } from './RenewalActs.tsx';

type Keys = {
  rows: Renewal[];
  at: string | null;
  open: string | undefined;
  show: (id: string | undefined) => void;
  onDo: (doing: RenewalDoing) => void;
};

const undecided = ['scheduled', 'sent', 'change_requested', 'intervention'];

/** Space previews, a approves, r refuses, m writes; j and k belong to the list. */
export function useBoardKeys({ rows, at, open, show, onDo }: Keys) {
  const { can } = useOrganization();
  const row = rows.find(({ id }) => id === at);
  const mayDecide = row && undecided.includes(row.state) && can('subscriptions.write');
  const preview = (event: KeyboardEvent) => {
    const isOnControl = event.target instanceof Element && event.target.closest('a, button, input');
    if (!row || isOnControl) return;
    event.preventDefault();
    show(open === row.id ? undefined : row.id);
  };
  const decide = (doing: RenewalDoing) => () => {
    if (row && open !== row.id) show(row.id);
    onDo(doing);
  };
  const mail = row?.contact.email;
  useKeys({
    ' ': preview,
    a: mayDecide ? decide('approve') : undefined,
    r: mayDecide ? decide('refuse') : undefined,
    m: mail ? () => window.location.assign(`mailto:${mail}`) : undefined,
  });
}
