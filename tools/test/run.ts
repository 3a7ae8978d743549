import { NOTHING, add, runStage, sentence, stopWithUs, type Stage, type Tally } from './stage.js';

/** Runs groups of lanes, the lanes of each side by side, and ends the process with one line that sums the tests. */
export async function runAll(groups: Stage[][][]): Promise<never> {
  stopWithUs();
  let total = NOTHING;
  for (const lanes of groups) {
    const tallies = await Promise.all(lanes.map((lane) => inOrder(lane)));
    total = tallies.reduce(add, total);
  }
  console.log(`\n${sentence(total)}`);
  process.exit(total.failed > 0 ? 1 : 0);
}

async function inOrder(stages: Stage[]): Promise<Tally> {
  let total = NOTHING;
  for (const stage of stages) total = add(total, await runStage(stage));
  return total;
}
