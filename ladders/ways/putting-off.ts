import { refusal } from '../../tools/replay/http.js';
import type { OrderView } from '../../tools/replay/matter.js';
import type { Versioned } from '../../tools/replay/person.js';
import type { Hands } from '../hands.js';
import { REASON } from '../words.js';
import type { Turn, Way } from './way.js';

/** Time that somebody asks for: an extension, or a suspension. */
interface Wish extends Versioned {
  readonly id: string;
  readonly state: string;
}

/** All review dates of a run are the same moment. */
export const REVIEW_DAYS = 7;

async function ruled<W extends Wish>(hands: Hands, unit: string, path: string, wish: W, act: string): Promise<W> {
  const body = act === 'refuse' ? { reason: REASON.refused } : {};
  const pending = ({ state }: W): boolean => state === wish.state;
  return hands.scene.district.staffOf(unit).act(`${path}/${wish.id}`, wish, { act, body, pending });
}

const HALF_AN_HOUR = { amount: 0.5, measure: 'work-hour' } as const;

const askForMore = (hands: Hands, { id, unit }: OrderView): Promise<Wish> =>
  hands.ask<Wish>(unit, `/orders/${id}/extensions`, { ...HALF_AN_HOUR, reason: REASON.extension });

/** The verifier rules it; where the profile asks for two, the centre after it. */
async function approve({ scene, place }: Turn, hands: Hands, order: OrderView): Promise<void> {
  const first = await ruled(hands, order.verifier, '/extensions', await askForMore(hands, order), 'approve');
  if (first.state === 'approved') return;
  if (!scene.profile.extensions.twoSteps) throw new Error(`one approval left the extension ${first.state}`);
  await ruled(hands, place.centre.code, '/extensions', first, 'approve');
}

const extended: Way = {
  name: 'given more time',
  acts: ['extension'],
  play: async (turn) => {
    const hands = await turn.report();
    const order = await hands.climb(0);
    await approve(turn, hands, order);
    hands.note('extension');
    await hands.finish(await seen(hands, order));
    await hands.close();
  },
};

const notExtended: Way = {
  name: 'given no more time',
  acts: ['refused extension'],
  play: async (turn) => {
    const hands = await turn.report();
    const order = await hands.climb(0);
    await ruled(hands, order.verifier, '/extensions', await askForMore(hands, order), 'refuse');
    hands.note('refused extension');
    await hands.finish(order);
    await hands.close();
  },
};

const seen = ({ scene: { district } }: Hands, { id, unit }: OrderView): Promise<OrderView> =>
  district.staffOf(unit).see<OrderView>(`/orders/${id}`);

/** The holder asks, whoever dispatches the ticket rules; where that is the holder, its verifier. */
async function putOff(hands: Hands, order: OrderView, act: 'approve' | 'refuse'): Promise<void> {
  const { dispatcher, openedAt } = await hands.matter.ticketWhen('a look', () => true);
  const until = `${dayAfter(openedAt, REVIEW_DAYS)}T09:00:00+08:00`;
  const path = `/tickets/${hands.ticketId}/suspensions`;
  const wish = await hands.ask<Wish>(order.unit, path, { until, reason: REASON.suspension });
  await ruled(hands, dispatcher === order.unit ? order.verifier : dispatcher, '/suspensions', wish, act);
  hands.note(act === 'approve' ? 'suspension' : 'refused suspension');
}

const DAY_MS = 86_400_000;
const dayAfter = (from: string, days: number): string =>
  new Date(Date.parse(from) + days * DAY_MS).toISOString().slice(0, 10);

const suspended: Way = {
  name: 'put off until its review date',
  acts: ['suspension'],
  waits: 'review date',
  play: async (turn) => {
    const hands = await turn.report();
    const order = await hands.climb(0);
    await putOff(hands, order, 'approve');
    const barred = await turn.scene.district
      .staffOf(order.unit)
      .post<Versioned>(
        `/orders/${order.id}/progress`,
        { text: REASON.progress },
        { 'if-match': `"${order.sequence + 1}"` },
      );
    if (barred.status !== 409) throw refusal('progress of a suspended matter', barred);
    return async () => {
      await hands.matter.ticketWhen('its review date', ({ state }) => state === 'assigned');
      await hands.finish(await seen(hands, order));
      await hands.close();
    };
  },
};

const notSuspended: Way = {
  name: 'not put off',
  acts: ['refused suspension'],
  play: async (turn) => {
    const hands = await turn.report();
    const order = await hands.climb(0);
    await putOff(hands, order, 'refuse');
    await hands.finish(order);
    await hands.close();
  },
};

export const PUTTING_OFF: readonly Way[] = [extended, notExtended, suspended, notSuspended];
