import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import type { Overview } from '../../../db/reports/overview.ts';
import { readOverview } from '../../../db/reports/overview.ts';
import type { Permission, Role } from '../../../domain/staff/permissions.ts';
import { may } from '../../../domain/staff/permissions.ts';
import { defineRoute } from '../../route.ts';

const series = z.array(z.object({ month: z.string(), value: z.number() }));
const figure = z.object({ now: z.number(), series });
const kind = z.enum([
  'requests_waiting',
  'renewal_changes',
  'renewal_interventions',
  'disputes_open',
  'disputes_lost',
  'gateway_differences',
  'overdue_cases',
  'needs_new_method',
  'overdue_attention',
  'billing_held',
  'invoices_overdue',
  'messages_failed',
  'messages_outbox',
  'imports_waiting',
]);

type Kind = z.output<typeof kind>;

/** Where the rows behind each count are, below the organization's pages, and who may see them. */
const places: Record<Kind, { to: string; needs: Permission }> = {
  requests_waiting: { to: '/requests', needs: 'people.read' },
  renewal_changes: { to: '/renewals?board=change_requested', needs: 'people.read' },
  renewal_interventions: { to: '/renewals?board=intervention', needs: 'people.read' },
  disputes_open: { to: '/disputes', needs: 'billing.read' },
  disputes_lost: { to: '/disputes?state=decide', needs: 'billing.read' },
  gateway_differences: { to: '/gateway-differences', needs: 'billing.read' },
  overdue_attention: { to: '/overdue?board=attention', needs: 'billing.read' },
  needs_new_method: { to: '/overdue?board=new_method', needs: 'billing.read' },
  overdue_cases: { to: '/overdue?board=retrying', needs: 'billing.read' },
  billing_held: { to: '/billing', needs: 'billing.read' },
  invoices_overdue: { to: '/invoices?status=overdue', needs: 'billing.read' },
  messages_failed: { to: '/messages?state=failed', needs: 'messages.read' },
  messages_outbox: { to: '/messages?state=outbox', needs: 'messages.read' },
  imports_waiting: { to: '/imports', needs: 'people.import' },
};

/** Work that waits and that this role may look at. */
function workOf({ waiting }: Overview, role: Role) {
  return kind.options
    .map((each) => ({ kind: each, count: waiting[each], ...places[each] }))
    .filter(({ count, needs }) => count > 0 && may(role, needs))
    .map(({ kind: name, count, to }) => ({ kind: name, count, to }));
}

export const overviewRoutes = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/overview',
    summary: "Today's work and the figures of the last twelve months",
    tag: 'Organization',
    needs: 'billing.read',
    rate: 'read',
    answer: z.object({
      work: z.array(z.object({ kind, count: z.number(), to: z.string() })),
      unknown: z.array(
        z.object({
          invoice_id: z.string(),
          number: z.string(),
          name: z.string(),
          amount: z.number(),
          currency: z.string(),
          since: z.string(),
        }),
      ),
      members: figure,
      mrr: z.array(figure.extend({ currency: z.string() })),
      collected: z.object({
        month: z.string(),
        sums: z.array(
          z.object({ currency: z.string(), billed: z.number(), collected: z.number() }),
        ),
      }),
      joined: figure,
      ended: figure,
    }),
    handle: (call) =>
      look(call.ctx, async ({ tx, today }) => {
        const found = await readOverview(tx, today);
        return { work: workOf(found, call.caller.role!), ...found };
      }),
  }),
];
