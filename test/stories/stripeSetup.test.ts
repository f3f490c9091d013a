import { describe, expect, it } from 'vitest';
import { beginMethodSetup, finishMethodSetup } from '../../src/actions/gateways/methodSetup.ts';
import { testDatabase } from '../support/database.ts';
import { keys } from '../support/stripeServer/server.ts';
import { stripeWorld } from './stripeWorld.ts';

const db = await testDatabase();
const wish = (payerId: string) => ({ payerId, gateway: 'stripe', page: '/card' });

describe('a card entered on the page of Stripe', () => {
  it('is the payer’s once they are back, pays what is overdue, and is taken once', async () => {
    const world = await stripeWorld(db);
    const { contactId } = await world.join('declined:insufficient_funds');
    expect(await world.invoices()).toMatchObject([{ status: 'open', balance: 3000 }]);
    const { url } = await beginMethodSetup(world.ctx, wish(contactId));
    const reference = url.split('/').at(-1)!;
    const session = world.stripe.state.things.get(reference)!;
    expect(session.success_url).toBe(
      `http://localhost:3000/portal/${world.slug}/card?setup={CHECKOUT_SESSION_ID}`,
    );
    expect(await finishMethodSetup(world.ctx, reference, contactId)).toBeNull();
    world.stripe.complete(reference, 'ok');
    const somebody = '01900000-0000-7000-8000-000000000000';
    expect(await finishMethodSetup(world.ctx, reference, somebody)).toBeNull();
    const [back, told] = await Promise.all([
      finishMethodSetup(world.ctx, reference, contactId),
      world.tell(world.news()),
    ]);
    expect(told.every((status) => status === 200)).toBe(true);
    expect(back).not.toBeNull();
    await world.tell(world.stripe.state.events);
    expect(await world.invoices()).toMatchObject([{ status: 'paid', balance: 0 }]);
    const methods = await world.rows('select replaced_at from payment_method');
    expect(methods).toHaveLength(2);
    await world.check();
  });

  it('belongs to one customer there, however many cards they bring', async () => {
    const world = await stripeWorld(db);
    const { contactId } = await world.join('ok');
    for (let times = 0; times < 2; times += 1) {
      const { url } = await beginMethodSetup(world.ctx, wish(contactId));
      const reference = url.split('/').at(-1)!;
      world.stripe.complete(reference, 'ok');
      // They close the page before coming back: the event alone brings the card.
      await world.tell(world.news());
    }
    const customers = await world.rows(
      `select distinct m.customer from payment_method m
       join method_setup s on s.payment_method_id = m.id`,
    );
    expect(customers).toHaveLength(1);
    await world.check();
  });
});

describe('the connection', () => {
  it('asks for no publishable key, and works on with one that was kept once', async () => {
    const world = await stripeWorld(db);
    const { connection } = world.ctx.gateways.payment.stripe!;
    const values = { secret_key: keys.secret, publishable_key: 'pk_test_standin0001' };
    await world.rows('update gateway_account set sealed = $1, shown = $2', [
      connection!.seal(world.ctx.orgId, values),
      JSON.stringify({ secret_key: '0001', publishable_key: values.publishable_key }),
    ]);
    await world.join('ok');
    expect(await world.invoices()).toMatchObject([{ status: 'paid' }]);
    const url = `/api/v1/organizations/${world.slug}/gateways`;
    const { body } = await world.owner.ask({ method: 'GET', url });
    expect(body).not.toContain('publishable');
    const changed = await world.owner.ask({
      method: 'PUT',
      url: `${url}/stripe`,
      payload: { values: { webhook_secret: keys.webhook } },
    });
    expect(changed.statusCode, changed.body).toBe(200);
    await world.check();
  });

  it('is tried by a call, sealed, shown by its end only, and never in a sandbox', async () => {
    const world = await stripeWorld(db);
    const base = `/api/v1/organizations/${world.slug}`;
    const put = (values: object) =>
      world.owner.ask({ method: 'PUT', url: `${base}/gateways/stripe`, payload: { values } });
    expect((await put({ secret_key: 'sk_test_somebodyelse' })).json()).toMatchObject({
      code: 'gateway_refuses_keys',
    });
    expect((await put({ secret_key: 'hello' })).json()).toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer: '/values/secret_key' }],
    });
    expect((await put({ nonsense: 'x' })).json()).toMatchObject({ code: 'invalid_input' });
    world.stripe.control.fault = () => 'lost_before';
    expect((await put({})).json()).toMatchObject({ code: 'gateway_away' });
    world.stripe.control.fault = () => null;
    const list = await world.owner.ask({ method: 'GET', url: `${base}/gateways` });
    expect(list.body).not.toContain(keys.secret);
    expect(list.body).not.toContain(keys.webhook);
    const stripe = list
      .json<{ items: { name: string }[] }>()
      .items.find((x) => x.name === 'stripe');
    expect(stripe).toMatchObject({
      offered: true,
      account: { id: 'acct_standin', name: 'Atelier Nord', live: false, refused_at: null },
      events_url: `http://localhost:3000/webhooks/stripe/${world.slug}`,
    });
    const [row] = await world.rows<{ text: string }>(
      'select a::text as text from gateway_account a',
    );
    expect(row!.text).not.toContain(keys.secret);
    const organization = await world.owner.ask({ method: 'GET', url: base });
    expect(organization.json()).toMatchObject({ settings: { payments: { gateways: ['stripe'] } } });

    await world.rows('update organization set sandbox = true, clock_at = now()');
    expect((await put({ secret_key: keys.secret })).json()).toMatchObject({
      code: 'sandbox_uses_test',
    });
  });

  it('stays while somebody pays by it, and what is not connected is not offered', async () => {
    const world = await stripeWorld(db);
    const base = `/api/v1/organizations/${world.slug}`;
    const remove = () => world.owner.ask({ method: 'DELETE', url: `${base}/gateways/stripe` });
    await world.join('ok');
    expect((await remove()).json()).toMatchObject({ code: 'gateway_in_use' });
    await world.rows('update payment_method set replaced_at = now()');
    expect((await remove()).statusCode).toBe(204);
    const offer = async (gateways: string[]) => {
      const { version } = (await world.owner.ask({ method: 'GET', url: base })).json();
      return world.owner.ask({
        method: 'PATCH',
        url: base,
        headers: { 'if-match': `"${version}"` },
        payload: { settings: { payments: { gateways } } },
      });
    };
    expect((await offer(['stripe'])).json()).toMatchObject({ code: 'gateway_not_connected' });
    expect((await offer(['gold'])).json()).toMatchObject({ code: 'unknown_gateway' });
    expect((await offer(['test'])).statusCode).toBe(200);
  });
});
