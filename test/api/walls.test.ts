import { describe, expect, test } from 'vitest';
import type { Permission } from '../../src/domain/staff/permissions.ts';
import { may, roles } from '../../src/domain/staff/permissions.ts';
import { allRoutes } from '../../src/http/routes/index.ts';
import { newId } from '../../src/ids.ts';
import { testDatabase } from '../support/database.ts';
import { testServer } from '../support/server.ts';

const db = await testDatabase();
const server = await testServer(db);
const home = await server.organization('Home');
const foreign = await server.organization('Foreign');
const crew = new Map(
  await Promise.all(roles.map(async (role) => [role, await server.staff(home.id, role)] as const)),
);

const outside = ['public', 'signed_in', 'member'];
const scoped = allRoutes.filter(({ spec }) => spec.url.startsWith('/organizations/:org'));

/** A path with made-up ids, so that nothing real is touched. */
function pathOf(url: string, org: string): string {
  const filled = url.replace(/:(\w+)/g, (_whole, name: string) => {
    if (name === 'org') return org;
    return name === 'key' ? 'columns' : newId();
  });
  return `/api/v1${filled}`;
}

const bare = { 'if-match': '"1"' };

describe('the wall between organizations', () => {
  test('every route of an organization names its permission', () => {
    expect(scoped.length).toBeGreaterThan(50);
    for (const { spec } of scoped) expect(outside, spec.url).not.toContain(spec.needs);
  });

  for (const role of roles) {
    test(`a ${role} of one organization finds nothing of another, on any route`, async () => {
      const person = crew.get(role)!;
      for (const { spec } of scoped) {
        const answer = await person.ask({
          method: spec.method,
          url: pathOf(spec.url, foreign.slug),
          headers: bare,
          ...(spec.body ? { payload: {} } : {}),
        });
        const told = `${spec.method} ${spec.url}: ${answer.body.slice(0, 200)}`;
        expect(answer.statusCode, told).toBe(404);
      }
    });

    test(`a ${role} is refused what the table does not give`, async () => {
      const person = crew.get(role)!;
      for (const { spec } of scoped) {
        if (may(role, spec.needs as Permission)) continue;
        const answer = await person.ask({
          method: spec.method,
          url: pathOf(spec.url, home.slug),
          headers: bare,
          ...(spec.body ? { payload: {} } : {}),
        });
        expect(answer.statusCode, `${spec.method} ${spec.url}`).toBe(403);
      }
    });
  }

  test("an id of another organization opens nothing through one's own", async () => {
    const base = `/api/v1/organizations/${foreign.slug}/contacts`;
    const payload = { display_name: 'Somebody Elsewhere', email: 'elsewhere@example.org' };
    const made = await foreign.owner.ask({ method: 'POST', url: base, payload });
    const { id } = made.json<{ id: string }>();
    for (const { spec } of scoped.filter((route) => route.spec.url.includes(':id'))) {
      const url = pathOf(spec.url.replace(':id', id), home.slug);
      const body = spec.body ? { payload: {} } : {};
      const answer = await home.owner.ask({ method: spec.method, url, headers: bare, ...body });
      expect(answer.body, `${spec.method} ${spec.url}`).not.toContain('Elsewhere');
      if (spec.method === 'GET' && answer.statusCode === 200) {
        expect(answer.json(), spec.url).toMatchObject({ items: [] });
      }
    }
    const after = await foreign.owner.ask({ method: 'GET', url: `${base}/${id}` });
    expect(after.json()).toMatchObject({ display_name: 'Somebody Elsewhere', version: 1 });
  });

  test('without a session every route asks to sign in', async () => {
    for (const { spec } of scoped) {
      const answer = await server.app.inject({
        method: spec.method,
        url: pathOf(spec.url, home.slug),
        ...(spec.body ? { payload: {} } : {}),
      });
      expect(answer.statusCode, `${spec.method} ${spec.url}`).toBe(401);
    }
  });

  test('a session without the protection header may read but not write', async () => {
    const reading = await home.owner.ask({
      method: 'GET',
      url: `/api/v1/organizations/${home.slug}`,
      headers: { 'x-cercle': '' },
    });
    expect(reading.statusCode).toBe(200);
    const writing = await home.owner.ask({
      method: 'POST',
      url: `/api/v1/organizations/${home.slug}/labels`,
      payload: { name: 'vip' },
      headers: { 'x-cercle': '' },
    });
    expect(writing.statusCode).toBe(403);
    expect(writing.json()).toMatchObject({ code: 'missing_guard_header' });
  });
});
