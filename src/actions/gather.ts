import type { ActivityEntry } from '../activity/record.ts';
import { recordActivity } from '../activity/record.ts';
import type { Scene } from './context.ts';
import type { MemberNews } from './subscriptions/memberNews.ts';
import { tellMembers } from './subscriptions/tellMember.ts';

/** What acts in one transaction leave to be written down together at the end of them. */
export type Gathered = { activity: ActivityEntry[]; news: MemberNews[] };

/**
 * Does several acts whose activity and news to members are written after the last of them, in
 * their order, by one statement each. Where `work` throws, nothing is written.
 */
export async function gathering<T>(scene: Scene, work: (scene: Scene) => Promise<T>): Promise<T> {
  const gathered: Gathered = { activity: [], news: [] };
  const done = await work({ ...scene, gathered });
  await recordActivity(scene, gathered.activity);
  await tellMembers(scene, gathered.news);
  return done;
}
