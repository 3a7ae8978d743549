import type { Check } from '../../tools/replay/checks.js';
import { table } from '../../tools/gw/src/output.js';
import type { Scene } from '../scene.js';
import { castOf } from './cast.js';
import { lateness, orders, silence } from './looks.js';
import type { Move, OrderMove, Story, StoryAct } from './move.js';
import { ordered } from './orders.js';
import { Stage } from './stage.js';
import { checkSteps, type Done } from './steps.js';
import { STORIES } from './stories.js';
import { assigned, hotlineCallsBack, hotlineOrder, rated, reported } from './tickets.js';
import { approved, cameIn, completed, whistled } from './whistles.js';

/** Does a move. Returns the unit that did it. */
type How = (stage: Stage, move: Move) => Promise<string>;

const HOW: Readonly<Record<Exclude<StoryAct, OrderMove>, How>> = {
  'ticket.report': reported,
  'ticket.assign': assigned,
  'ticket.rate': rated,
  'hotline.order': hotlineOrder,
  'hotline.call-back': hotlineCallsBack,
  'whistle.request': whistled,
  'whistle.approve': approved,
  'whistle.report-in': cameIn,
  'whistle.complete': completed,
};
const isOfOrder = (act: StoryAct): act is OrderMove => act.startsWith('order.');

/** Tells a locality's stories and prints its own steps with who did them; returns what had to hold. */
export async function tellStories(scene: Scene, district: string, print: (line: string) => void): Promise<Check[]> {
  const done: Done[] = [];
  const checks: Check[] = [];
  for (const [index, story] of (STORIES[district] ?? []).entries()) {
    checks.push(await tell(new Stage(scene, castOf(scene.profile, story.micro ?? false), String(index)), story, done));
  }
  if (checks.length === 0) throw new Error(`there is no story of ${district}`);
  ['', ...stepTable(scene, done), ''].forEach(print);
  return [...checks, checkSteps(scene.profile, done)];
}

async function tell(stage: Stage, { name, moves }: Story, done: Done[]): Promise<Check> {
  for (const [index, move] of moves.entries()) {
    try {
      if ('act' in move) done.push({ move, unit: await (isOfOrder(move.act) ? ordered : HOW[move.act])(stage, move) });
      else if (move.see === 'lateness') await lateness(stage, move);
      else await (move.see === 'silence' ? silence : orders)(stage);
    } catch (error) {
      const what = 'act' in move ? `${move.act} by ${move.by}` : `look for ${move.see}`;
      const why = error instanceof Error ? error.message : String(error);
      return { what: `story: ${name}`, wrong: [`move ${index + 1}, ${what}: ${why}`] };
    }
  }
  return { what: `story: ${name}, ${moves.length} moves`, wrong: [] };
}

/** The profile's steps, with what each is and who did it. */
function stepTable({ profile }: Scene, done: readonly Done[]): string[] {
  const rows = profile.document.steps.map(({ code, name, act = '', by }) => {
    const unit = done.find(({ move }) => move.step === code)?.unit;
    return [code, name.zh, act, by, unit === undefined ? '' : `${unit} ${profile.unit(unit)?.name.zh ?? ''}`];
  });
  return table(['step', 'name', 'act', 'who, by the profile', 'who did it'], rows);
}
