import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { removePlanPicture, setPlanPicture } from '../../../actions/plans/planPicture.ts';
import { findPicture } from '../../../db/plans/pictures.ts';
import { pictureBytes } from '../../../files/pictures.ts';
import { PictureTooLarge } from '../../../files/refusals.ts';
import { defineRoute } from '../../route.ts';
import { id } from '../../shapes.ts';
import { smallUpload } from '../../upload.ts';
import { picturePath, sendPicture } from '../pictures.ts';
import { planShape } from './planShapes.ts';
import { presentOne } from './plans.ts';

const url = '/organizations/:org/plans/:id/picture';
const one = { tag: 'Plans', params: z.strictObject({ org: z.string().max(200), id }) } as const;

export const planPictureRoutes = [
  defineRoute({
    ...one,
    method: 'PUT',
    url,
    summary: 'Give a plan its picture (multipart): PNG, JPEG or WebP, at most 2 MB',
    needs: 'plans.write',
    rate: 'write',
    answer: planShape,
    handle: async (call) => {
      const limit = { most: pictureBytes, TooLarge: PictureTooLarge };
      await setPlanPicture(call.ctx, call.params.id, await smallUpload(call.request, limit));
      return presentOne(call, call.params.id);
    },
  }),
  defineRoute({
    ...one,
    method: 'DELETE',
    url,
    summary: 'Take a plan’s picture away',
    needs: 'plans.write',
    rate: 'write',
    answer: planShape,
    handle: async (call) => {
      await removePlanPicture(call.ctx, call.params.id);
      return presentOne(call, call.params.id);
    },
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:hash`,
    summary: 'A plan’s picture, at the address the plan gives',
    tag: 'Plans',
    needs: 'plans.read',
    rate: 'read',
    params: picturePath,
    answer: 'file',
    handle: async (call) => {
      const plan = { id: call.params.id, sha256: call.params.hash };
      return sendPicture(call, await look(call.ctx, ({ tx }) => findPicture(tx, plan)));
    },
  }),
];
