import * as z from 'zod';
import type { Delivered } from '../../../db/benefits/deliveries.ts';
import type { Organization } from '../../../db/organizations/load.ts';
import type { PortalSubscription } from '../../../db/portal/overview.ts';
import { planColors } from '../../../domain/planColors.ts';
import { localDateIn } from '../../../domain/zones.ts';
import { pictureAddress } from '../pictures.ts';

/** What the plan of a subscription looks like and gives, to who has it. */
export const gives = {
  plan: z.object({
    id: z.string(),
    color: z.enum(planColors).nullable(),
    picture: z.string().nullable(),
  }),
  benefits: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      description: z.string(),
      /** When you last got it, where it is handed over. */
      delivered_on: z.string().nullable(),
    }),
  ),
};

/** A subscription with its plan's picture and benefits as the portal shows them. */
export function withGiven(
  held: PortalSubscription,
  org: Organization,
  delivered: readonly Delivered[],
) {
  const { benefits, ...plan } = held.plan;
  return {
    ...held,
    plan: { ...plan, picture: pictureAddress(`/portal/${org.slug}`, plan) },
    benefits: benefits.map(({ id, name, description }) => {
      const last = delivered.find((each) => {
        return each.benefitId === id && each.subscriptionId === held.id;
      });
      const on = last ? localDateIn(last.on, org.timezone) : null;
      return { id, name, description, delivered_on: on };
    }),
  };
}
