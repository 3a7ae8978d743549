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
  /** One of the profile's. */
  readonly kind: string;
  readonly lead: string;
  readonly assist: string;
  /** Names this whistle when it is asked for again. */
  readonly key: string;
  readonly result: object;
}

/**
 * The township whistles for two departments: its principal approves, both report in, take their orders and resolve them,
 * the assist first; the township confirms and completes. Returns the lead's order and the township's, which goes on.
 */
export async function whistleFor(
  matter: Matter,
  township: OrderView,
  summons: Summons,
): Promise<[OrderView, OrderView]> {
  const whistle = await summon(matter, township, summons);
  const taken = await Promise.all([summons.assist, summons.lead].map((unit) => turnUp(matter, whistle, unit)));
  return conclude(matter, township, whistle, { taken, result: summons.result });
}

/** The township asks, its principal approves: returns the whistle as soon as each department has its order. */
export async function summon(matter: Matter, township: OrderView, summons: Summons): Promise<WhistleView> {
  const summoned = await approve(matter, await request(matter, township, summons));
  matter.whistled();
  return summoned;
}

/** The principal approves: returns the whistle as soon as each department has its order. */
export async function approve(matter: Matter, asked: WhistleView): Promise<WhistleView> {
  const township = { unit: asked.township };
  await rule(matter, township, asked, 'approve');
  return whistleWhen(
    matter,
    township,
    asked,
    ({ attendance }) => attendance.length > 0 && attendance.every(({ orderId }) => orderId !== undefined),
  );
}

/** The principal's word on what the township asks. */
export function rule(
  { district }: Matter,
  { unit }: Pick<OrderView, 'unit'>,
  asked: WhistleView,
  act: 'approve' | 'decline',
  body: object = {},
): Promise<WhistleView> {
  const pending = ({ state }: WhistleView): boolean => state === 'requested';
  return district.staffOf(unit, 'principal').act(`/whistles/${asked.id}`, asked, { act, body, pending });
}

/** Departments resolve what they have taken, the assist first; the township confirms and completes, and goes on. */
export async function conclude(
  matter: Matter,
  township: OrderView,
  whistle: WhistleView,
  { taken, result }: { readonly taken: readonly OrderView[]; readonly result: object },
): Promise<[OrderView, OrderView]> {
  const room = matter.district.staffOf(township.unit);
  const resolved: OrderView[] = [];
  for (const order of taken) resolved.push(await matter.act(order, 'resolve', result));
  for (const order of resolved) await matter.act(order, 'confirm');
  await complete(matter, township, whistle);
  const goesOn = await until(
    `the end of whistle ${whistle.id}`,
    () => room.see<OrderView>(`/orders/${township.id}`),
    ({ waiting }) => !waiting,
  );
  return [resolved.at(-1) as OrderView, goesOn];
}

/** The township ends the whistle as soon as it may. */
export async function complete(matter: Matter, township: OrderView, whistle: WhistleView): Promise<void> {
  const room = matter.district.staffOf(township.unit);
  const ready = await whistleWhen(matter, township, whistle, ({ acts }) => acts.includes('complete'));
  const open = ({ completionAsked, state }: WhistleView): boolean => !completionAsked && state === 'assembled';
  await room.act(`/whistles/${whistle.id}`, ready, { act: 'complete', body: {}, pending: open });
}

/** The whistle as the township sees it, as soon as it is so. */
export function whistleWhen(
  { district }: Matter,
  { unit }: Pick<OrderView, 'unit'>,
  { id }: WhistleView,
  isSo: (seen: WhistleView) => boolean,
): Promise<WhistleView> {
  return until(`whistle ${id}`, () => district.staffOf(unit).see<WhistleView>(`/whistles/${id}`), isSo);
}

/** The order of a summoned department, as soon as the whistle names it. */
export const orderIn = ({ attendance }: Pick<WhistleView, 'attendance'>, unit: string): string | undefined =>
  attendance.find((one) => one.unit === unit)?.orderId;

/** What a township asks for; `lead` and `assist` are departments. */
export const wishOf = (township: OrderView, { kind, lead, assist }: Omit<Summons, 'result' | 'key'>): object => ({
  ticketId: township.ticketId,
  orderId: township.id,
  kind,
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

/** A department reports in and takes its order, unless it has done so already. */
export async function turnUp(matter: Matter, whistle: WhistleView, unit: string): Promise<OrderView> {
  await reportIn(matter, whistle, unit);
  const order = await matter.district.staffOf(unit).see<OrderView>(`/orders/${orderIn(whistle, unit) ?? ''}`);
  return order.state === 'issued' ? matter.act(order, 'accept') : order;
}

export function reportIn({ district }: Matter, whistle: WhistleView, unit: string): Promise<WhistleView> {
  const absent = ({ attendance }: WhistleView): boolean =>
    attendance.some((one) => one.unit === unit && one.reportedInAt === undefined);
  if (!absent(whistle)) return Promise.resolve(whistle);
  const step = { act: 'report-in', body: {}, pending: absent };
  return district.staffOf(unit).act(`/whistles/${whistle.id}`, whistle, step);
}
