/**
 * Runs `step` again and again, up to `width` at a time, until one answers null. All that began are
 * waited for before an error goes on, so that nothing works on behind the caller's back.
 */
export async function repeatTogether(
  width: number,
  step: () => Promise<unknown | null>,
): Promise<void> {
  let isOver = false;
  const lane = async () => {
    while (!isOver) {
      try {
        if ((await step()) === null) isOver = true;
      } catch (error) {
        isOver = true;
        throw error;
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: width }, lane));
  const failed = lanes.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
}
