/** The API as the owner of the browser tests' server, to prepare what a journey starts from. */

import { type APIRequestContext, expect, type Page } from '@playwright/test';

type Answer = Record<string, unknown>;

const headers = { 'x-cercle': '1', 'accept-language': 'en' };

/** Milliseconds between questions whether something has arrived. */
const intervals = [50, 100];

type Founding = {
  name: string;
  kind: 'creator' | 'space' | 'association' | 'site';
  start: 'plan_set' | 'empty';
  sandbox?: boolean;
};

export type StaffApi = {
  /** `version`: the one that was read, of what is changed. */
  call<Result = Answer>(
    method: string,
    path: string,
    data?: unknown,
    version?: number,
  ): Promise<Result>;
  /** Makes an English organization in Paris, its clock movable unless said otherwise; its slug. */
  founds(about: Founding): Promise<string>;
  /** Makes a page one of theirs, in English: the same session, as signing in is limited. */
  opens(page: Page): Promise<void>;
  /** The link in the text of the latest message of a template, to a contact or to anybody. */
  linkIn(org: string, template: string, contactId?: string): Promise<string>;
  /** The same of a message to somebody who is no contact yet. */
  linkTo(org: string, template: string, email: string): Promise<string>;
  /** Moves a sandbox's clock and waits until the days are lived. */
  advance(org: string, until: string): Promise<void>;
};

type Cookies = Awaited<ReturnType<APIRequestContext['storageState']>>['cookies'];

/** People join today, whatever day of the month it is. */
const anyDay = { settings: { anchor_days_29_31: true } };

/** One session of each for all files of a worker: signing in is limited to ten a minute. */
const sessions = new Map<string, Promise<Cookies>>();

function cookiesOf(
  request: APIRequestContext,
  who: { email: string; password: string },
): Promise<Cookies> {
  const session = sessions.get(who.email) ?? signIn(request, who);
  sessions.set(who.email, session);
  return session;
}

async function signIn(request: APIRequestContext, data: object): Promise<Cookies> {
  const answer = await request.post('/api/v1/sign-in', { headers, data });
  expect(answer.ok(), `signing in: ${answer.status()}`).toBe(true);
  return (await request.storageState()).cookies;
}

/** Signs in, unless that was done before, and answers ways to ask. */
export async function staffApi(
  request: APIRequestContext,
  who: { email: string; password: string },
): Promise<StaffApi> {
  const cookies = await cookiesOf(request, who);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const call: StaffApi['call'] = async <Result = Answer>(
    method: string,
    path: string,
    data?: unknown,
    version?: number,
  ) => {
    const seen: Record<string, string> =
      version === undefined ? {} : { 'if-match': `"${version}"` };
    const sent = { method, headers: { ...headers, ...seen, cookie }, data };
    const answer = await request.fetch(`/api/v1${path}`, sent);
    const text = await answer.text();
    expect(answer.ok(), `${method} ${path}: ${answer.status()} ${text}`).toBe(true);
    return (text ? JSON.parse(text) : {}) as Result;
  };
  type Wanted = { org: string; template: string; contactId?: string; email?: string };
  async function link({ org, template, contactId, email }: Wanted): Promise<string> {
    type Listed = { id: string; template: string; state: string; to: string | null };
    const whose = contactId === undefined ? '' : `/contacts/${contactId}`;
    let message: { id: string } | undefined;
    // The outbox shows links once the worker has put the message there.
    const arrived = async () => {
      const { items } = await call<{ items: Listed[] }>(
        'GET',
        `/organizations/${org}${whose}/messages`,
      );
      message = items.find((each) => {
        const isTo = email === undefined || each.to === email;
        return isTo && each.template === template && each.state === 'outbox';
      });
      return message !== undefined;
    };
    await expect.poll(arrived, { message: `a ${template}`, timeout: 20_000, intervals }).toBe(true);
    const whole = `/organizations/${org}/messages/${message?.id}`;
    const { body_text } = await call<{ body_text: string }>('GET', whole);
    const found = /http\S+token=[\w-]+/.exec(body_text)?.[0];
    expect(found, body_text).toBeDefined();
    return found ?? '';
  }
  return {
    call,
    founds: async ({ start, ...about }) => {
      const organization = {
        ...{ language: 'en', currency: 'EUR', timezone: 'Europe/Paris', country: 'FR' },
        ...{ billing_day: 1, sandbox: true, ...about },
      };
      const made = await call<{ slug: string }>('POST', '/organizations', { organization, start });
      await call('PATCH', `/organizations/${made.slug}`, anyDay, 1);
      return made.slug;
    },
    opens: async (page) => {
      await page.context().addCookies(cookies);
      await page.addInitScript("localStorage.setItem('cercle.language', 'en')");
    },
    linkIn: (org, template, contactId) => link({ org, template, contactId }),
    linkTo: (org, template, email) => link({ org, template, email }),
    advance: async (org, until) => {
      const { work_id } = await call('POST', `/organizations/${org}/clock`, { until });
      const state = async () =>
        (await call('GET', `/organizations/${org}/work/${String(work_id)}`)).state;
      await expect.poll(state, { timeout: 60_000, intervals }).toBe('done');
    },
  };
}
