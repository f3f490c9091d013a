import * as z from 'zod';
import type { Picture } from '../../db/plans/pictures.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Call } from '../route.ts';
import { id } from '../shapes.ts';

/** The address of a picture names its bytes: another picture has another address. */
export const picturePath = z.strictObject({
  org: z.string().max(200),
  id,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** The address of a plan's picture below `base`, or null without one. */
export function pictureAddress(base: string, plan: { id: string; picture: string | null }) {
  return plan.picture && `/api/v1${base}/plans/${plan.id}/picture/${plan.picture}`;
}

type PictureCall = Pick<Call<{ hash: string }, unknown, unknown>, 'params' | 'request' | 'reply'>;

/**
 * Sends a picture to be kept for good by whoever asked, and by nobody between; who has it already
 * gets 304. It is never taken for anything but the picture it is.
 */
export function sendPicture(call: PictureCall, picture: Picture | undefined): unknown {
  if (!picture) throw new NotFound();
  const etag = `"${call.params.hash}"`;
  const reply = call.reply
    .header('etag', etag)
    .header('cache-control', 'private, max-age=31536000, immutable')
    .header('x-content-type-options', 'nosniff');
  if (call.request.headers['if-none-match'] === etag) return reply.status(304).send();
  return reply.type(picture.contentType).send(picture.bytes);
}
