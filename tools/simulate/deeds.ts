import { Person } from '../replay/person.js';
import { refusal } from '../replay/http.js';
import type { OrderView, TicketView } from '../replay/matter.js';
import { RESULT } from '../replay/words.js';
import { HOUR_MS } from './arrivals.js';
import { held, unreturned, type Case, type Deed, type Next } from './case.js';
import type { Scene } from './scene.js';
import { approve, conclude, turnUp, whistle } from './whistles.js';

type Do = (scene: Scene, one: Case, now: number) => Promise<Next>;

/** What each deed is, who does it, and what is to be done after it. */
export const DEEDS: Readonly<Record<Deed, Do>> = {
  take,
  rule,
  work,
  check,
  rate,
  look,
  find,
  approve,
  'turn-up': turnUp,
  conclude,
};

/** The order of a case that is being acted on. Its fields that acts do not ask for are the owner's to know. */
const inHand = ({ order }: Case): OrderView & { parentId?: string } => order as OrderView & { parentId?: string };

/** The holder takes the order, or refuses it once. */
async function take(scene: Scene, one: Case, now: number): Promise<Next> {
  const order = inHand(one);
  const behaviour = scene.people.of(order.tier);
  const wantsNot = !one.returned && scene.people.draw(one.number, `returns ${order.tier}`) < behaviour.returns;
  if (wantsNot && scene.people.mayReturn(one.since, now)) {
    one.returned = true;
    one.order = held(await scene.matter(one).act(unreturned(order), 'return', { reason: RESULT.return }), 'returned');
    return { deed: 'rule', at: scene.people.after(now, scene.people.behaviour.returns.rules, [one.number, 'rules']) };
  }
  one.order = held(await scene.matter(one).act(order, 'accept'), 'accepted');
  return { deed: 'work', at: scene.byHolder(one, now, behaviour.handles, `handles ${one.round}`) };
}

/** The dispatching unit sends what a grid refused to the department, or back to the same unit. */
async function rule(scene: Scene, one: Case, now: number): Promise<Next> {
  const order = inHand(one);
  const isUpheld = scene.people.draw(one.number, 'upheld') < scene.people.behaviour.returns.upheld;
  if (isUpheld && order.tier === 'grid') {
    const { code } = scene.profile.departmentFor(order.category, order.area);
    await scene.matter(one).act(order, 'uphold-return', { unit: code, reason: RESULT.upheld });
    return 'await';
  }
  one.order = held(await scene.matter(one).act(order, 'overrule-return', { reason: RESULT.overruled }), 'issued');
  return { deed: 'take', at: scene.byHolder(one, now, scene.people.of(order.tier).accepts, 'accepts again') };
}

/** The holder settles it, has it settled, or hands it up. */
async function work(scene: Scene, one: Case, now: number): Promise<Next> {
  const found = await verify(scene, one);
  if (found === 'shared') return 'await';
  if (found === 'private' || settles(scene, one)) return resolve(scene, one, now);
  const order = inHand(one);
  if (scene.profile.unitAbove(order.unit)) {
    await scene.matter(one).act(order, 'raise', { reason: RESULT.raise });
    return 'await';
  }
  return (await whistle(scene, one, now)) ?? resolve(scene, one, now);
}

function settles(scene: Scene, { number, round, forced, order }: Case): boolean {
  const tier = order?.tier ?? 'grid';
  return forced || round > 1 || scene.people.draw(number, `settles ${tier}`) < scene.people.of(tier).settles;
}

/** At its first order a matter is found to be the people's own, or a council's; everything else is government's. */
async function verify(scene: Scene, one: Case): Promise<'shared' | 'private' | undefined> {
  if (one.verified) return undefined;
  one.verified = true;
  const kind = kindOf(scene, one);
  if (kind === undefined) return undefined;
  const ticket: Marked = await scene.matter(one).ticketWhen('a look', () => true);
  const step = { act: 'mark', body: { as: kind, reason: KIND }, pending: (seen: Marked) => seen.kind !== kind };
  const holder = scene.district.staffOf(inHand(one).unit);
  if (step.pending(ticket)) await holder.act(`/tickets/${one.ticketId}`, ticket, step);
  scene.tally.note(kind);
  one.forced = true;
  one.isPrivate = kind === 'private';
  return kind;
}

type Marked = TicketView & { readonly kind?: string };

function kindOf(scene: Scene, one: Case): 'shared' | 'private' | undefined {
  const { matters } = scene.people.behaviour;
  const found = scene.people.draw(one.number, 'whose');
  if (found < matters.private) return 'private';
  const isShared = found < matters.private + matters.shared;
  return isShared && scene.profile.council(inHand(one).area) ? 'shared' : undefined;
}

async function resolve(scene: Scene, one: Case, now: number): Promise<Next> {
  const result = RESULT.of(one.isPrivate ? 'self-help' : 'solved');
  one.order = held(await scene.matter(one).act(inHand(one), 'resolve', result), 'resolved');
  const { verifies } = scene.people.behaviour;
  return { deed: 'check', at: scene.people.after(now, verifies, [one.number, `verifies ${one.round}`]) };
}

/** The verifier accepts the result. Who had a council do it answers for it again. */
async function check(scene: Scene, one: Case, now: number): Promise<Next> {
  const { parentId, verifier } = inHand(one);
  await scene.matter(one).act(inHand(one), 'confirm');
  if (parentId === undefined) return toReporter(scene, one, now);
  one.order = held(await scene.district.staffOf(verifier).see(`/orders/${parentId}`), 'accepted');
  return { deed: 'work', at: now };
}

/** A resident may say what the result is worth, once. */
function toReporter(scene: Scene, one: Case, now: number): Next {
  const { share, rates } = scene.people.behaviour.rating;
  if (one.code === '' || one.round > 1 || scene.people.draw(one.number, 'says') >= share) return 'over';
  return { deed: 'rate', at: scene.people.after(now, rates, [one.number, 'rates']) };
}

async function rate(scene: Scene, one: Case, now: number): Promise<Next> {
  const isSatisfied = scene.people.draw(one.number, 'satisfied') >= scene.people.behaviour.rating.dissatisfied;
  const body = { code: one.code, round: one.round, satisfaction: isSatisfied ? 'satisfied' : 'dissatisfied' };
  const reporter = new Person(scene.district.faces);
  const answer = await reporter.post<{ code?: string }>(`/tickets/${one.ticketId}/rating`, {
    ...body,
    solved: isSatisfied,
  });
  // Rated already: an earlier attempt came through, its answer did not. Nobody else has the code.
  const isDone = answer.status === 201 || answer.body.code === 'report.already-rated';
  // Intake has not heard of the result yet, or the window has closed meanwhile.
  if (answer.body.code === 'report.rating-closed')
    return (one.refusals += 1) > MOST_TRIES ? 'over' : later(now, 'rate');
  if (!isDone) throw refusal('rate', answer);
  scene.tally.note('rate');
  if (isSatisfied) return 'over';
  one.round += 1;
  scene.tally.note('redo');
  return 'await';
}

/** To whom the matter came after whoever had it last. */
async function find(scene: Scene, one: Case, now: number): Promise<Next> {
  const ticket = await scene.district.centre.find<TicketView>(`/tickets/${one.ticketId}`);
  const next = ticket?.orders
    .filter(({ id, role, round }) => role === 'lead' && round === one.round && id > (one.order?.id ?? ''))
    .sort((a, b) => (a.id < b.id ? -1 : 1))[0];
  if (!next) return { deed: 'look', at: now };
  one.order = held(next, 'issued');
  return { deed: 'take', at: Math.max(now, scene.takenAt(one)) };
}

/** How the matter stands at its owner, and who has to do what about it. */
async function look(scene: Scene, one: Case, now: number): Promise<Next> {
  const ticket = await scene.district.centre.find<TicketView>(`/tickets/${one.ticketId}`);
  if (ticket?.state === 'closed') return 'over';
  if (ticket?.state === 'resolved') return toReporter(scene, one, now);
  const lead = ticket?.orders.findLast(({ role, waiting, state }) => role === 'lead' && !waiting && state in DEED_OF);
  if (!lead) return later(now, one.whistle ? 'conclude' : 'look');
  one.order = held(lead, lead.state);
  one.round = lead.round;
  return { deed: DEED_OF[lead.state as keyof typeof DEED_OF], at: now };
}

const DEED_OF = { issued: 'take', returned: 'rule', accepted: 'work', resolved: 'check' } as const;
const MOST_TRIES = 3;
const KIND = '核实为居民自治事项';
const later = (now: number, deed: Deed): Next => ({ deed, at: now + HOUR_MS });
