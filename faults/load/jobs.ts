import { CLASSES } from '../../tools/replay/classes.js';
import type { Job } from '../../tools/replay/entering.js';
import type { Line } from '../../tools/replay/lines.js';
import { planLines } from '../../tools/replay/plan.js';
import { pick, random } from '../../tools/replay/random.js';

const WHERE = ['路口', '小区门口', '村道旁', '学校东侧', '菜市场', '桥头', '卫生室旁', '公交站'];
const WHAT = [
  '路面塌陷',
  '路灯不亮',
  '垃圾未清运',
  '井盖松动',
  '河道有异味',
  '广告牌倾斜',
  '施工噪声扰民',
  '下水道堵塞',
];
/** The shares of a plan hold for so many reports in a row. */
const CHUNK = 40;
/** Far above every ordinary number. */
const SURGE = 1_000_000;

/** Reports without end, each with the way that it will go, from the seed alone. */
export function* jobsOf(seed: string): Generator<Job, never> {
  for (let chunk = 0; ; chunk++) {
    const lines = linesOf(`${seed}:${chunk}`, chunk * CHUNK + 1, CHUNK);
    const plans = planLines(lines, { seed: `${seed}:${chunk}`, hotline: true });
    for (const [index, line] of lines.entries()) yield { line, plan: plans[index] as Job['plan'] };
  }
}

/** Placed reports of residents that nobody will handle; `nth` tells one surge from another. */
export function surgeOf(seed: string, nth: number, count: number): Job[] {
  const lines = linesOf(`${seed}:surge:${nth}`, SURGE * (nth + 1), count);
  const plans = planLines(lines, { seed: `${seed}:surge:${nth}`, hotline: false });
  return lines.map((line, index) => ({ line, plan: { ...(plans[index] as Job['plan']), placed: true } }));
}

/** Whether a key names a report of `jobsOf`; surges and probes are other ones in each run. */
export const isOfPlan = (key: string): boolean => Number(/\d+$/.exec(key)?.[0]) < SURGE;

function linesOf(seed: string, first: number, count: number): Line[] {
  const next = random(seed);
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const [where, what] = [pick(WHERE, next()), pick(WHAT, next())];
    const category = pick(Object.keys(CLASSES), next());
    const title = next() < 0.5 ? '' : what;
    return {
      number,
      id: String(number),
      title,
      text: `${where}${what}，编号${number}`,
      user: undefined,
      category,
      twinOf: undefined,
    };
  });
}
