import type { Box } from '@gridwhistle/registry';
import { refusal } from '../replay/http.js';
import { Person } from '../replay/person.js';
import { pointIn } from '../replay/terrain.js';
import { PHOTO } from '../replay/words.js';
import type { Case } from './case.js';
import type { Arisen } from './people.js';
import type { Scene } from './scene.js';

/**
 * Reports a matter: the grid's worker as settled on the spot, or a resident. Sent again it is the same ticket.
 * @returns the case that somebody has to take in hand; nothing of what is settled
 */
export async function report(scene: Scene, number: number, now: number): Promise<Case | undefined> {
  const arisen = scene.people.arisen(number);
  const sender = arisen.onTheSpot ? scene.district.staffOf(arisen.grid.code) : new Person(scene.district.faces);
  const body = arisen.onTheSpot ? settled(scene, number, arisen) : told(scene, number, arisen);
  const key = { 'idempotency-key': `simulate-${scene.run}-${number}` };
  const answer = await sender.post<{ id: string; code: string }>('/tickets', body, key);
  if (answer.status !== 201) throw refusal(`report matter ${number}`, answer);
  scene.tally.note('report');
  const { id: ticketId, code } = answer.body;
  if (!arisen.onTheSpot) return { number, ticketId, code, round: 1, since: now, refusals: 0 };
  scene.tally.note('on the spot');
  return undefined;
}

const textOf = ({ profile }: Scene, number: number, { category }: Arisen): string =>
  `${profile.category(category)?.name.zh ?? category}，请尽快处理（第${number}件）`;

const settled = (scene: Scene, number: number, arisen: Arisen): object => ({
  text: textOf(scene, number, arisen),
  category: arisen.category,
  grid: arisen.grid.code,
  photos: [PHOTO],
  settled: { result: '已当场办结' },
});

const told = (scene: Scene, number: number, arisen: Arisen): object => ({
  text: textOf(scene, number, arisen),
  category: arisen.category,
  place: { type: 'Point', coordinates: pointIn(arisen.grid.box ?? NOWHERE, arisen.x, arisen.y) },
});

const NOWHERE: Box = [0, 0, 0, 0];
