import { recordActivity } from '../../activity/record.ts';
import { findPageAt, listPages } from '../../db/pages/read.ts';
import { findReader } from '../../db/pages/reader.ts';
import type { PageLine, PageRecord } from '../../db/pages/types.ts';
import { findContact } from '../../db/people/contact.ts';
import type { PlanRecord } from '../../db/plans/types.ts';
import { NotFound } from '../../domain/errors.ts';
import type { PageDecision, Reader } from '../../domain/pages.ts';
import { joiningHelps, pageAccess } from '../../domain/pages.ts';
import { nobody, type PageFacts, renderPage } from '../../templates/pages/renderPage.ts';
import type { Actor, Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import { openOffers } from '../joining/offers.ts';
import { organizationFacts } from './input.ts';

/** A page that somebody comes to. */
export type OpenedPage = {
  page: PageRecord;
  decision: PageDecision;
  /** Its text as HTML; null for whoever may not open it. */
  html: string | null;
  /** Of a closed page: public plans that open it and can be joined. */
  offers: PlanRecord[];
};

/** Who comes, and from where; `contactId` null: nobody is signed in here. */
export type PageVisitor = { contactId: string | null; ip: string };

/**
 * A published page as this visitor may see it, and its trace in the activity: the first time, and
 * again once 30 minutes have passed since the trace before, so that reloading a page or going back
 * and forth is one visit. Only people who are signed in leave one, and only where they may read.
 * Refuses with `NotFound` for a page that is not there or not published.
 */
export async function openPage(
  ctx: Context,
  path: string,
  visitor: PageVisitor,
): Promise<OpenedPage> {
  const { isNew, ...opened } = await look(ctx, async (scene) => {
    const page = await findPageAt(scene.tx, path);
    if (!page?.published) throw new NotFound();
    const reader = await readerOf(scene, visitor.contactId);
    const decision = pageAccess(page, reader, scene.today);
    if (!decision.open) {
      const offers = joiningHelps(decision) ? await offersOf(scene, page) : [];
      return { page, decision, html: null, offers, isNew: false };
    }
    const facts = await factsFor(scene, visitor.contactId, reader);
    const html = renderPage(page.body, facts, scene.org.language);
    const isNew = reader !== null && !(await wasHere(scene, page.id, visitor.contactId!));
    return { page, decision, html, offers: [], isNew };
  });
  if (isNew) await leaveTrace(ctx, opened.page, { ...visitor, contactId: visitor.contactId! });
  return opened;
}

/** Published pages in their order, each with whether this visitor may open it. */
export async function pagesFor(
  scene: Scene,
  contactId: string | null,
): Promise<{ page: PageLine; decision: PageDecision }[]> {
  const pages = (await listPages(scene.tx)).filter(({ published }) => published);
  if (pages.length === 0) return [];
  const reader = await readerOf(scene, contactId);
  return pages.map((page) => ({ page, decision: pageAccess(page, reader, scene.today) }));
}

async function readerOf({ tx, today }: Scene, contactId: string | null): Promise<Reader | null> {
  return contactId === null ? null : ((await findReader(tx, contactId, today)) ?? null);
}

/** The facts that the tags of a page are filled from, for a reader or for nobody. */
export async function factsFor(
  { tx, org }: Scene,
  contactId: string | null,
  reader: Reader | null,
): Promise<PageFacts> {
  const organization = organizationFacts(org);
  const contact = contactId === null ? undefined : await findContact(tx, contactId);
  if (!contact || !reader) return { member: nobody, organization };
  const running = reader.held.filter(({ facts }) => !/cancelled|expired/.test(facts.state));
  return {
    organization,
    member: {
      first_name: contact.first_name,
      name: contact.display_name,
      email: contact.email,
      plan: [...new Set(running.map(({ planName }) => planName))].join(', ') || null,
      joined_on: reader.held.length > 0 ? reader.joinedOn : null,
    },
  };
}

/** Every plan on offer opens a page for all members, its own plans one that plans decide about. */
async function offersOf(scene: Scene, page: PageRecord): Promise<PlanRecord[]> {
  const offers = await openOffers(scene);
  if (page.audience === 'members') return offers;
  return offers.filter(({ id }) => page.planIds.includes(id));
}

const minutes = 30;

async function wasHere({ tx, now }: Scene, pageId: string, contactId: string): Promise<boolean> {
  const found = await tx.maybeOne(
    {
      name: 'page_trace',
      text: `select 1 from activity where org_id = app_org() and contact_id = $1
          and at > $3::timestamptz - make_interval(mins => ${minutes})
          and event = 'page_opened' and data ->> 'page_id' = $2 limit 1`,
    },
    [contactId, pageId, now],
  );
  return found !== undefined;
}

/** Two tabs that open at once leave one trace: the second one waits, and finds the first. */
async function leaveTrace(
  ctx: Context,
  page: PageRecord,
  { contactId, ip }: PageVisitor & { contactId: string },
): Promise<void> {
  await act(ctx, async (scene) => {
    await scene.tx.exec('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `page ${page.id} ${contactId}`,
    ]);
    if (await wasHere(scene, page.id, contactId)) return;
    const contact = await findContact(scene.tx, contactId);
    if (!contact) return;
    const { id, title, path } = page;
    const actor: Actor = { kind: 'member', id: contactId, name: contact.display_name };
    await recordActivity({ ...scene, actor }, [
      {
        event: 'page_opened',
        contactId,
        data: { page_id: id, page: title, path, email: contact.email, ip },
      },
    ]);
  });
}
