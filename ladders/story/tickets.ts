import { refusal } from '../../tools/replay/http.js';
import { Person } from '../../tools/replay/person.js';
import { callBack } from '../../tools/replay/rating.js';
import { Hands, report } from '../hands.js';
import { MATTER } from './cast.js';
import type { Move } from './move.js';
import type { Stage } from './stage.js';

/** Reported twice with one key: one ticket, in the grid of its place, which its reporter sees. */
export async function reported(stage: Stage, { unsorted }: Move): Promise<string> {
  const { scene, cast, name } = stage;
  const send = (): Promise<Hands> => report(scene, cast.place, `story-${name}`, { category: unsorted ? null : MATTER });
  const [first, second] = [await send(), await send()];
  if (first.ticketId !== second.ticketId) throw new Error(`one key, two tickets: ${second.ticketId}`);
  stage.hands = first;
  const { grid } = await first.matter.ticketWhen('opening', ({ sequence }) => sequence > 0);
  if (grid !== cast.place.grid.code) throw new Error(`the place lies in ${cast.place.grid.code}, not in ${grid}`);
  const reporter = new Person(scene.district.faces);
  const seen = await reporter.get(`/tickets/${first.ticketId}`, { 'gw-reporter-code': first.code });
  if (seen.status !== 200) throw refusal('the reporter looks', seen);
  return 'reporter';
}

/** Whoever the matter waits for says what it is, and whose where the move says so. */
export async function assigned(stage: Stage, { to }: Move): Promise<string> {
  const { cast, hands, scene } = stage;
  const { dispatcher } = await hands.matter.ticketWhen('opening', ({ acts }) => acts.includes('assign'));
  const unit = to === undefined ? undefined : stage.unit(to);
  const given = unit === undefined ? {} : { unit, ...scene.district.dutyOf(unit) };
  await hands.onTicket(dispatcher, 'assign', { grid: cast.place.grid.code, category: MATTER, ...given });
  return dispatcher;
}

/** Satisfied closes it, "not solved" has it done again. */
export async function rated({ hands }: Stage, { solved = true }: Move): Promise<string> {
  const { round } = await hands.matter.ticketWhen('a result', ({ state }) => state === 'resolved');
  await hands.rate(round, solved);
  await hands.matter.ticketWhen('what follows', (now) => (solved ? now.state === 'closed' : now.round === round + 1));
  return 'reporter';
}

export async function hotlineOrder(stage: Stage): Promise<string> {
  const order = { number: numberOf(stage), title: '供水管道漏水', content: '路口漏水多日' };
  const { status, body } = await stage.scene.hotline.sendOrder(order);
  if (status !== 201) throw new Error(`12345's order: ${status} ${JSON.stringify(body)}`);
  stage.hands = new Hands(stage.scene, (body as { ticketId: string }).ticketId);
  return 'hotline';
}

export async function hotlineCallsBack(stage: Stage): Promise<string> {
  await callBack(numberOf(stage), { round: 1, satisfied: true }, stage.scene.hotline);
  await stage.hands.closed();
  return 'hotline';
}

const numberOf = ({ scene, name }: Stage): string => `ST${scene.run}-${name}`;
