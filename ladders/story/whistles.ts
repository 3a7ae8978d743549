import { complete, reportIn, request, rule, whistleWhen } from '../../tools/replay/whistling.js';
import { kindFor } from '../../tools/replay/terrain.js';
import type { Move, Role } from './move.js';
import { refused } from './orders.js';
import type { Stage } from './stage.js';

const APPROVERS = ['principal', 'deputy'];

export async function whistled(stage: Stage): Promise<string> {
  const { scene, hands, name } = stage;
  const township = await stage.township();
  const kind = kindFor(township.tier, scene.profile) ?? 'none';
  const [lead, assist] = [stage.unit('lead'), stage.unit('assist')];
  const key = `story-${scene.run}-${name}`;
  stage.whistle = await request(hands.matter, township, { kind, lead, assist, key });
  return township.unit;
}

/** The principal's consent; nobody else's is enough. */
export async function approved(stage: Stage, move: Move): Promise<string> {
  const { scene, hands, whistle } = stage;
  const township = await stage.township();
  if (move.refused !== undefined) {
    const clerk = scene.district.staffWithout(township.unit, APPROVERS);
    await refused(clerk, `/whistles/${whistle.id}/approve`, whistle, { body: {}, code: move.refused });
    return township.unit;
  }
  const agreed = await rule(hands.matter, township, whistle, 'approve');
  stage.whistle = await whistleWhen(hands.matter, township, agreed, ({ attendance }) =>
    attendance.every(({ orderId }) => orderId !== undefined),
  );
  return township.unit;
}

export async function cameIn(stage: Stage, { by }: Move): Promise<string> {
  const unit = stage.unit(by as Role);
  await reportIn(stage.hands.matter, stage.whistle, unit);
  return unit;
}

export async function completed(stage: Stage): Promise<string> {
  const township = await stage.township();
  await complete(stage.hands.matter, township, stage.whistle);
  return township.unit;
}
