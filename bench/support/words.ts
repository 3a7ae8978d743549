import { randomUUID } from 'node:crypto';
import type { Beat } from './people.js';

/** 1×1 PNG: a photo is a photo. */
export const PHOTO = {
  mediaType: 'image/png',
  data: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
};

/** What people report, about as long as it usually is. */
const TEXTS = [
  '小区门口供水管道漏水，已经流了两天，路面结冰容易滑倒，请尽快安排人员维修。',
  '楼下餐馆油烟直排，晚上十一点以后还在营业，影响周边居民休息，希望有关部门处理。',
  '村口路灯坏了三盏，老人晚上出行不方便，请帮忙更换。',
  '河边垃圾堆放多日无人清运，气味很大，苍蝇蚊子多，请尽快清理。',
  '主干道路面破损有深坑，昨天有人骑车摔倒，请修补。',
];

/** What one person says, as nobody else has said it, and where: inside the grid, away from its edges. */
export function matterIn({ box: [west, south, east, north] }: Beat, turn: number) {
  const between = (from: number, to: number): number => from + (0.05 + 0.9 * Math.random()) * (to - from);
  const coordinates = [between(west, east), between(south, north)];
  return { text: `${TEXTS[turn % TEXTS.length]}（${randomUUID()}）`, place: { type: 'Point', coordinates } };
}
