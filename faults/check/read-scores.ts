import type { Person } from '../../tools/replay/person.js';
import type { Crew } from '../load/crew.js';
import type { World } from '../world/world.js';
import type { PlanRule, ScoreEvidence, UnitFigures } from './evidence.js';

/** Most units of a page. */
const PAGE = 200;

interface AssessmentAnswer {
  readonly from: string;
  readonly to: string;
  readonly units: readonly UnitFigures[];
  readonly next?: string;
}

/** The figures of the month in which the run's time began. */
const PERIOD = '2026-03';

/** The published figures of every unit, by each monthly plan. */
export async function readScores({ data }: World, { setting }: Crew): Promise<ScoreEvidence[]> {
  const centre = setting.district.staffOf(`${data.profile.district.code}-centre`, 'analyst');
  const scores: ScoreEvidence[] = [];
  for (const plan of data.profile.plans.filter(({ period }) => period === 'month')) {
    const subjects = data.profile.units.filter(({ kind }) => plan.subjects.includes(kind)).map(({ code }) => code);
    const { from, to, units } = await figuresOf(centre, `/assessments/${plan.code}/${PERIOD}`);
    scores.push({ plan: plan as PlanRule, from: new Date(from), to: new Date(to), units, subjects });
  }
  return scores;
}

/** All pages of them. */
async function figuresOf(centre: Person, path: string, after = ''): Promise<AssessmentAnswer> {
  const { status, body } = await centre.get<AssessmentAnswer>(`${path}?limit=${PAGE}${after}`);
  if (status !== 200) throw new Error(`the scores at ${path} cannot be read: ${status}`);
  if (body.next === undefined) return body;
  const { units } = await figuresOf(centre, path, `&cursor=${encodeURIComponent(body.next)}`);
  return { ...body, units: [...body.units, ...units] };
}
