import { advanceClock } from '../tools/gw/src/clock.js';
import type { Scene } from './scene.js';
import { REVIEW_DAYS } from './ways/putting-off.js';
import type { Wait } from './ways/way.js';

/** Rating windows are measured like every limit: a day more than their natural days is enough. */
const SPARE_DAYS = 1;

/** Moves simulated time beyond what is waited for: at once, nothing else is open. */
export async function passes({ installation, profile }: Scene, wait: Wait): Promise<void> {
  const days = wait === 'review date' ? REVIEW_DAYS : Math.ceil(profile.ratingWindow.amount);
  await advanceClock(installation, `${days + SPARE_DAYS}d`, { undrained: true });
}
