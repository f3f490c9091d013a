import * as z from 'zod';
import type { Call } from '../../route.ts';
import { id } from '../../shapes.ts';
import { seenVersion } from './seenVersion.ts';

/** What the routes that act on one subscription share. */
export const base = '/organizations/:org/subscriptions/:id';
const path = z.strictObject({ org: z.string().max(200), id });
export const reason = z.string().trim().max(1000).default('');

export const act = {
  tag: 'Subscriptions',
  needs: 'subscriptions.write',
  rate: 'write',
  params: path,
} as const;

export const ask = {
  tag: 'Subscriptions',
  needs: 'people.read',
  rate: 'read',
  params: path,
} as const;

type OnOne = Pick<Call<{ id: string }, unknown, unknown>, 'params' | 'request' | 'version'>;

/** The subscription of the path, at the version the caller saw. */
export function targetOf(call: OnOne) {
  return { id: call.params.id, version: seenVersion(call) };
}
