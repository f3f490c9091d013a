/** Where signing in leads: the page that was asked for, if it is one of this portal. */
export function landing(org: string, next: string | undefined): string {
  const home = `/portal/${org}`;
  return next?.startsWith(`${home}/`) ? next : home;
}

const kept = 'cercle.next';
const minutes = 60;

/** Keeps where somebody wanted to go until they follow the link that is sent to them. */
export function keepNext(next: string | undefined): void {
  if (next === undefined) localStorage.removeItem(kept);
  else localStorage.setItem(kept, `${Date.now()} ${next}`);
}

/** Where they wanted to go within the last hour, once. */
export function takeNext(): string | undefined {
  const [at = '0', next] = localStorage.getItem(kept)?.split(' ') ?? [];
  localStorage.removeItem(kept);
  return Date.now() - Number(at) < minutes * 60_000 ? next : undefined;
}
