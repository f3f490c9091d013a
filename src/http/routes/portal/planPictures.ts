import { look } from '../../../actions/context.ts';
import { findPicture, showsPlanTo } from '../../../db/plans/pictures.ts';
import { defineRoute } from '../../route.ts';
import { picturePath, sendPicture } from '../pictures.ts';

export const portalPictureRoutes = [
  defineRoute({
    method: 'GET',
    url: '/portal/:org/plans/:id/picture/:hash',
    summary: 'The picture of a plan that you hold or could have',
    tag: 'Portal',
    needs: 'applicant',
    rate: 'read',
    params: picturePath,
    answer: 'file',
    handle: async (call) => {
      const { id, hash } = call.params;
      const picture = await look(call.ctx, async ({ tx }) => {
        const mayBeSeen = await showsPlanTo(tx, call.caller.contactId!, id);
        return mayBeSeen ? findPicture(tx, { id, sha256: hash }) : undefined;
      });
      return sendPicture(call, picture);
    },
  }),
];
