import { randomBytes } from 'node:crypto';
import { runFolder } from '../faults/world/folder.js';
import { OwnWorld, say } from '../faults/world/own-world.js';
import { table } from '../tools/gw/src/output.js';
import { parseFlags } from './flags.js';
import { isGood, report } from './outcome.js';
import { STALE } from './pairs/pair.js';
import { PAIRS } from './pairs/table.js';
import { run } from './run.js';

/** `npm run races`: pairs of commands that meet, and a look at what became of them. */
const print = (line: string): void => console.log(line);

await OwnWorld.during(async (own) => {
  const flags = parseFlags(
    process.argv.slice(2),
    PAIRS.map(({ id }) => id),
  );
  if (flags.list) return list();
  const seed = flags.seed ?? randomBytes(4).toString('hex');
  const pairs = PAIRS.filter(({ id }) => flags.pairs.length === 0 || flags.pairs.includes(id));
  const { port, fresh, times } = flags;
  const world = await own.start({ folder: runFolder('races'), port, fresh, nodes: 1 }, seed);
  const outcomes = await run(world, { pairs, times, seed, say });
  await own.end();
  report(outcomes).forEach(print);
  return own.judge(isGood(outcomes));
});

function list(): number {
  const rows = PAIRS.map(({ id, about, refused = [STALE] }) => [id, about, refused.join(', ')]);
  table(['pair', 'what meets', 'the loser may be answered'], rows).forEach(print);
  return 0;
}
