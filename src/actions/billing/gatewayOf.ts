import type { PaymentGateway } from '../../gateways/payment/port.ts';
import type { Context } from '../context.ts';

/** The gateway of this name; a name without one in the books is a defect. */
export function gatewayOf(ctx: Pick<Context, 'gateways'>, name: string): PaymentGateway {
  const gateway = ctx.gateways.payment[name];
  if (!gateway) throw new Error(`no payment gateway is called ${name}`);
  return gateway;
}
