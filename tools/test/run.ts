import { NOTHING, add, runStage, sentence, stopWithUs, type Stage, type Tally } from './stage.js';

/** Runs lanes side by side, then the other stages one by one, and ends the process with one line that sums the tests. */
export async function runAll(lanes: Stage[][], then: Stage[]): Promise<never> {
  stopWithUs();
  const tallies = await Promise.all(lanes.map((lane) => inOrder(lane)));
  const total = [...tallies, await inOrder(then)].reduce(add, NOTHING);
  console.log(`\n${sentence(total)}`);
  process.exit(total.failed > 0 ? 1 : 0);
}

async function inOrder(stages: Stage[]): Promise<Tally> {
  let total = NOTHING;
  for (const stage of stages) total = add(total, await runStage(stage));
  return total;
}
