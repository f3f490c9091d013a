/** Each act on a subscription has all that docs/decisions/0009 says; a new act is added here. */
import { describe, expect, it } from 'vitest';
import type { ActivityEvent } from '../../src/activity/events.ts';
import { sentenceOf } from '../../src/activity/sentences.ts';
import type { BulkAct } from '../../src/domain/bulk.ts';
import { bulkActSchema, repricingSchema } from '../../src/domain/bulk.ts';
import { allRoutes } from '../../src/http/routes/index.ts';
import { defaultTemplates } from '../../src/templates/emails/index.ts';
import type { SubscriptionData } from '../../src/templates/subscriptionData.ts';

const id = '00000000-0000-7000-8000-000000000000';
const staff = '/organizations/:org/subscriptions/:id';
const portal = '/portal/:org/subscriptions/:id';

type Expected = {
  preview: string;
  does: string;
  event: ActivityEvent;
  mail: keyof SubscriptionData;
  bulk: Extract<BulkAct, unknown>['act'] | null;
  wish?: object;
  /** How members preview and do it; null: it is staff's alone. */
  portal: [preview: string, does: string] | null;
};

const change = {
  preview: `POST ${staff}/change/preview`,
  does: `POST ${staff}/change`,
  event: 'subscription_changed',
  bulk: 'change',
  wish: { plan_id: id, price_id: id, quantity: 2 },
  portal: [`POST ${portal}/change/preview`, `POST ${portal}/change`],
} as const satisfies Partial<Expected>;

const acts: Record<string, Expected> = {
  'upgrade and downgrade': { ...change, portal: [...change.portal], mail: 'plan_changed' },
  'quantity, interval, amount': {
    ...change,
    portal: [...change.portal],
    mail: 'subscription_changed',
  },
  'price of a plan': {
    preview: 'POST /organizations/:org/plans/:id/price-changes/preview',
    does: 'POST /organizations/:org/plans/:id/price-changes',
    event: 'price_changed',
    mail: 'price_changed',
    bulk: 'price',
    wish: { price_change_id: id },
    portal: null,
  },
  payer: {
    preview: `POST ${staff}/payer/preview`,
    does: `PUT ${staff}/payer`,
    event: 'subscription_payer_changed',
    mail: 'payer_changed',
    bulk: 'payer',
    wish: { payer_id: id },
    portal: null,
  },
  pause: {
    preview: `GET ${staff}/pause`,
    does: `POST ${staff}/pause`,
    event: 'subscription_paused',
    mail: 'paused',
    bulk: 'pause',
    portal: [`GET ${portal}/pause`, `POST ${portal}/pause`],
  },
  resume: {
    preview: `GET ${staff}/resumption`,
    does: `DELETE ${staff}/pause`,
    event: 'subscription_resumed',
    mail: 'resumed',
    bulk: 'resume',
    portal: [`GET ${portal}/resumption`, `DELETE ${portal}/pause`],
  },
  extend: {
    preview: `GET ${staff}/extension`,
    does: `POST ${staff}/extension`,
    event: 'subscription_extended',
    mail: 'extended',
    bulk: 'extend',
    wish: { until: '2026-12-31' },
    portal: null,
  },
  cancel: {
    preview: `GET ${staff}/cancellation`,
    does: `POST ${staff}/cancellation`,
    event: 'subscription_cancelling',
    mail: 'cancelled',
    bulk: 'cancel',
    portal: [`GET ${portal}/cancellation`, `POST ${portal}/cancellation`],
  },
  undo: {
    preview: `GET ${staff}/cancellation/undoing`,
    does: `DELETE ${staff}/cancellation`,
    event: 'subscription_cancellation_undone',
    mail: 'cancellation_undone',
    bulk: 'undo',
    portal: [`GET ${portal}/cancellation/undoing`, `DELETE ${portal}/cancellation`],
  },
  revoke: {
    preview: `GET ${staff}/revocation`,
    does: `POST ${staff}/revocation`,
    event: 'subscription_cancelled',
    mail: 'revoked',
    bulk: 'revoke',
    portal: null,
  },
  reactivate: {
    preview: `GET ${staff}/reactivation`,
    does: `POST ${staff}/reactivation`,
    event: 'subscription_started',
    mail: 'reactivated',
    bulk: 'reactivate',
    portal: [`GET ${portal}/reactivation`, `POST ${portal}/reactivation`],
  },
};

const silent = { amount: null, currency: null, invoiceNumber: null, data: {} };
const routes = new Set(allRoutes.map(({ spec }) => `${spec.method} ${spec.url}`));

describe('acts on a subscription', () => {
  for (const [name, expected] of Object.entries(acts)) {
    it(`${name}: preview, act, entry, e-mail, for many, in the portal`, () => {
      const { preview, does, portal: own, bulk, wish, event, mail } = expected;
      const addresses = [preview, does, ...(own ?? [])];
      expect(addresses.filter((each) => !routes.has(each))).toEqual([]);
      const schema = bulk === 'price' ? repricingSchema : bulkActSchema;
      expect(schema.safeParse({ act: bulk, ...wish }).success).toBe(true);
      for (const language of ['en', 'fr'] as const) {
        expect(defaultTemplates[mail][language].subject).not.toBe('');
        const said = sentenceOf({ ...silent, event }, language);
        expect(said).not.toBe('');
        expect(said).not.toContain(event);
      }
    });
  }
});
