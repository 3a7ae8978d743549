import type { Matter, OrderView } from '../replay/matter.js';
import { until } from '../replay/http.js';
import { pick } from '../replay/random.js';
import { kindFor } from '../replay/terrain.js';
import * as whistling from '../replay/whistling.js';
import { RESULT } from '../replay/words.js';
import { held, type Case, type Next, type Summoned } from './case.js';
import type { Scene } from './scene.js';

type Wish = Parameters<typeof whistling.request>[2];

/** The township asks its principal; undefined where it may not, or there is nobody to whistle for. */
export async function whistle(scene: Scene, one: Case, now: number): Promise<Next | undefined> {
  const wish = wishOf(scene, one);
  if (!wish) return undefined;
  const asked = await whistling.request(scene.matter(one), one.order as OrderView, wish);
  one.whistle = { id: asked.id, units: summoned(scene, one, [wish.assist, wish.lead], now) };
  const { approves } = scene.people.behaviour.whistles;
  return { deed: 'approve', at: scene.people.after(now, approves, [one.number, 'approves']) };
}

function wishOf(scene: Scene, { number, order }: Case): Wish | undefined {
  const kind = kindFor(order?.tier, scene.profile);
  if (!order || kind === undefined) return undefined;
  const { code: lead } = scene.profile.departmentFor(order.category, order.area);
  const others = scene.departments(order.area).filter(({ code }) => code !== lead);
  if (others.length === 0) return undefined;
  const assist = pick(others, scene.people.draw(number, 'assist')).code;
  return { kind, lead, assist, key: `simulate-${scene.run}-${number}-whistle` };
}

/** When each department will turn up; those that stay away come, but late. */
function summoned({ people }: Scene, { number }: Case, units: readonly string[], now: number): Summoned['units'] {
  const { approves, reportsIn, absent } = people.behaviour.whistles;
  const called = people.after(now, approves, [number, 'approves']);
  return units.map((unit, index) => {
    const late = people.draw(number, `absent ${index}`) < absent.share ? absent.times : 1;
    return { unit, at: people.after(called, reportsIn, [number, `reports in ${index}`], late) };
  });
}

/** The principal's word. */
export async function approve(scene: Scene, one: Case, now: number): Promise<Next> {
  const { matter, seen } = await look(scene, one);
  const isDeclined = scene.people.draw(one.number, 'declined') < scene.people.behaviour.whistles.declined;
  if (isDeclined) {
    if (seen.state === 'requested')
      await whistling.rule(matter, { unit: seen.township }, seen, 'decline', { reason: '本级可以解决' });
    return { deed: 'work', at: giveUp(one, now) };
  }
  if (seen.state === 'requested') await whistling.approve(matter, seen);
  scene.tally.note('whistle');
  return { deed: 'turn-up', at: Math.max(now, ...firstOf(one.whistle)) };
}

/** What nobody is whistled for is settled by the township after all. */
function giveUp(one: Case, now: number): number {
  one.forced = true;
  delete one.whistle;
  return now;
}

const firstOf = (summoned: Summoned | undefined): number[] => [
  Math.min(...(summoned?.units ?? []).map(({ at }) => at)),
];

/** Departments report in and take their orders, each at its time. */
export async function turnUp(scene: Scene, one: Case, now: number): Promise<Next> {
  const units = one.whistle?.units ?? [];
  for (const { unit } of units.filter(({ at }) => at <= now)) {
    const { matter, seen } = await look(scene, one);
    await whistling.turnUp(matter, seen, unit);
  }
  const missing = units.filter(({ at }) => at > now);
  if (missing.length > 0) return { deed: 'turn-up', at: Math.min(...missing.map(({ at }) => at)) };
  if (scene.people.draw(one.number, 'stalled') < scene.people.behaviour.whistles.stalled) return stalls(scene);
  const { handles } = scene.people.behaviour.whistles;
  return { deed: 'conclude', at: scene.people.after(now, handles, [one.number, 'concludes']) };
}

function stalls({ tally }: Scene): Next {
  tally.note('stalled whistle');
  return 'over';
}

/** Departments resolve, the assist first; the township confirms, completes, and settles the matter. */
export async function conclude(scene: Scene, one: Case, now: number): Promise<Next> {
  const { matter, seen } = await look(scene, one);
  for (const { unit } of one.whistle?.units ?? []) await workOff(matter, seen, unit);
  const { township, state } = seen;
  if (state !== 'completed') await whistling.complete(matter, { unit: township } as OrderView, seen);
  const room = scene.district.staffOf(township);
  const goesOn = await until(
    `the end of whistle ${seen.id}`,
    () => room.see<OrderView>(`/orders/${one.order?.id}`),
    ({ waiting }) => !waiting,
  );
  one.order = held(goesOn, 'accepted');
  return { deed: 'work', at: giveUp(one, now) };
}

async function workOff(matter: Matter, seen: whistling.WhistleView, unit: string): Promise<void> {
  const path = `/orders/${whistling.orderIn(seen, unit) ?? ''}`;
  const order = await matter.district.staffOf(unit).see<OrderView>(path);
  const resolved = await matter.act({ ...order, ...held(order, 'accepted') }, 'resolve', RESULT.of('solved'));
  await matter.act({ ...resolved, ...held(resolved, 'resolved') }, 'confirm');
}

async function look(scene: Scene, one: Case): Promise<{ matter: Matter; seen: whistling.WhistleView }> {
  const matter = scene.matter(one);
  const { unit = '' } = one.order ?? {};
  return { matter, seen: await scene.district.staffOf(unit).see(`/whistles/${one.whistle?.id}`) };
}
