import type { Figure } from './row.js';

export type Mark = 'stretch' | 'floor' | 'missed';

/** Which of its two limits a figure reaches. */
export function markOf({ value, floor, stretch, better }: Figure): Mark {
  const reaches = (limit: number): boolean => (better === 'higher' ? value >= limit : value <= limit);
  if (reaches(stretch)) return 'stretch';
  return reaches(floor) ? 'floor' : 'missed';
}
