import { api } from '../../api/http.ts';
import { enter } from '../queries.ts';
import type { Overview, Redeemed } from '../types.ts';
import { landing, takeNext } from './next.ts';

/**
 * Opens the session of an e-mailed link and answers the address of the page it is for. The link's
 * own organization counts, whatever the address says. Throws the server's refusal (`link_expired`).
 */
export async function enterWith(org: string, token: string): Promise<string> {
  const opened = await api.post<Redeemed>('/sign-in-links/redeem', { body: { token } });
  const home = `/portal/${opened.organization || org}`;
  const overview = await enter(opened.organization || org);
  if (opened.purpose === 'invitation' && opened.needs_password) return `${home}/welcome`;
  if (opened.purpose === 'join' && opened.plan_id) return `${home}/join/${opened.plan_id}`;
  if (opened.purpose === 'renew' && opened.renewal_id) {
    return `${home}/renewals/${opened.renewal_id}`;
  }
  if (opened.purpose === 'update_card') return `${home}/card`;
  if (opened.purpose === 'pay') return home + payPage(overview);
  return landing(opened.organization || org, takeNext());
}

function payPage({ due }: Overview): string {
  const open = due.find((each) => !each.in_progress);
  return open ? `/pay/${open.invoice_id}` : '';
}
