import { until, refusal } from './http.js';
import type { Matter, OrderView } from './matter.js';
import type { Versioned } from './person.js';
import { RESULT } from './words.js';

export interface WhistleView extends Versioned {
  readonly id: string;
  readonly township: string;
  readonly state: string;
  readonly acts: readonly string[];
  readonly completionAsked: boolean;
  readonly attendance: readonly { unit: string; orderId?: string; reportedInAt?: string }[];
}

export interface Summons {
  readonly lead: string;
  readonly assist: string;
  /** Names this whistle when it is asked for again. */
  readonly key: string;
  readonly result: object;
}

const KIND = 'difficult-problem';

/**
 * The township whistles for two departments: its principal approves, both report in, take their orders and resolve them,
 * the assist first; the township confirms and completes. Returns the lead's order and the township's, which goes on.
 */
export async function whistleFor(
  matter: Matter,
  township: OrderView,
  summons: Summons,
): Promise<[OrderView, OrderView]> {
  const room = matter.district.staffOf(township.unit);
  const summoned = await summon(matter, await request(matter, township, summons));
  matter.whistled();
  const path = `/whistles/${summoned.id}`;
  const taken = await Promise.all([summons.assist, summons.lead].map((unit) => turnUp(matter, summoned, unit)));
  const resolved: OrderView[] = [];
  for (const order of taken) resolved.push(await matter.act(order, 'resolve', summons.result));
  for (const order of resolved) await matter.act(order, 'confirm');
  const ready = await until(
    path,
    () => room.see<WhistleView>(path),
    ({ acts }) => acts.includes('complete'),
  );
  const open = ({ completionAsked, state }: WhistleView): boolean => !completionAsked && state === 'assembled';
  await room.act(path, ready, { act: 'complete', body: {}, pending: open });
  const goesOn = await until(
    `the end of whistle ${summoned.id}`,
    () => room.see<OrderView>(`/orders/${township.id}`),
    ({ waiting }) => !waiting,
  );
  return [resolved[1] as OrderView, goesOn];
}

/** What a township asks for; `lead` and `assist` are departments. */
export const wishOf = (township: OrderView, { lead, assist }: Pick<Summons, 'lead' | 'assist'>): object => ({
  ticketId: township.ticketId,
  orderId: township.id,
  kind: KIND,
  lead,
  assists: [assist],
  reason: RESULT.whistle,
});

/** The township asks its principal. */
export async function request(
  matter: Matter,
  township: OrderView,
  { key, ...wanted }: Omit<Summons, 'result'>,
): Promise<WhistleView> {
  const body = wishOf(township, wanted);
  const person = matter.district.staffOf(township.unit);
  const answer = await person.post<WhistleView>('/whistles', body, { 'idempotency-key': key });
  if (answer.status !== 201) throw refusal('ask for a whistle', answer);
  return answer.body;
}

/** The principal approves; the whistle as soon as both departments have their orders. */
export async function summon({ district }: Matter, asked: WhistleView): Promise<WhistleView> {
  const path = `/whistles/${asked.id}`;
  const decided = { act: 'approve', body: {}, pending: ({ state }: WhistleView) => state === 'requested' };
  await district.staffOf(asked.township, 'principal').act(path, asked, decided);
  return until(
    `the orders of whistle ${asked.id}`,
    () => district.staffOf(asked.township).see<WhistleView>(path),
    ({ attendance }) => attendance.length === 2 && attendance.every(({ orderId }) => orderId !== undefined),
  );
}

/** A department reports in and takes its order. */
export async function turnUp(matter: Matter, whistle: WhistleView, unit: string): Promise<OrderView> {
  const person = matter.district.staffOf(unit);
  const orderId = whistle.attendance.find((one) => one.unit === unit)?.orderId ?? '';
  const absent = ({ attendance }: WhistleView): boolean =>
    attendance.some((one) => one.unit === unit && one.reportedInAt === undefined);
  await person.act(`/whistles/${whistle.id}`, whistle, { act: 'report-in', body: {}, pending: absent });
  return matter.act(await person.see<OrderView>(`/orders/${orderId}`), 'accept');
}
