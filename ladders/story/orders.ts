import { refusal, type Answer } from '../../tools/replay/http.js';
import type { OrderAct } from '../../tools/replay/matter.js';
import type { Person, Versioned } from '../../tools/replay/person.js';
import { RESULT } from '../../tools/replay/words.js';
import { goesOn } from '../ways/helping.js';
import { REASON } from '../words.js';
import type { Move, Role } from './move.js';
import type { Stage } from './stage.js';

/** The state in which an order waits for an act. */
const STATES: Readonly<Record<string, string>> = { accept: 'issued', confirm: 'resolved' };

/** An act on an order by its holder, or by its verifier. */
export async function ordered(stage: Stage, move: Move): Promise<string> {
  const act = move.act.replace('order.', '') as OrderAct;
  const order = await stage.hands.matter.orderOf(stage.unit(move.of ?? (move.by as Role)), STATES[act] ?? 'accepted');
  const body = bodyOf(stage, act, move);
  if (move.refused !== undefined) {
    const unit = stage.unit(move.by as Role);
    const person = stage.scene.district.staffOf(unit);
    await refused(person, `/orders/${order.id}/${act}`, order, { body, code: move.refused });
    return unit;
  }
  await stage.hands.act(order.waiting ? await goesOn(stage.hands, order) : order, act, body);
  return act === 'confirm' ? order.verifier : order.unit;
}

/** Somebody tries what is not to be done. @throws Error when it is done, or refused for another reason */
export async function refused(
  person: Person,
  path: string,
  { sequence }: Versioned,
  { body, code }: { readonly body: object; readonly code: string },
): Promise<void> {
  const answer: Answer<{ code?: string }> = await person.post(path, body, { 'if-match': `"${sequence}"` });
  if (answer.body.code !== code) throw refusal(`${path}, to be refused by ${code},`, answer);
}

function bodyOf(stage: Stage, act: OrderAct, { to, bare }: Move): object {
  const unit = to === undefined ? '' : stage.unit(to);
  const given = { unit, ...stage.scene.district.dutyOf(unit) };
  const bodies: Partial<Record<OrderAct, object>> = {
    progress: { text: REASON.progress },
    assist: { ...given, reason: REASON.assist },
    delegate: { ...given, reason: REASON.delegate },
    resolve: bare ? { result: '没有照片' } : RESULT.of('solved'),
    raise: { reason: RESULT.raise },
  };
  return bodies[act] ?? {};
}
