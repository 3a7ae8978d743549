import { runAll } from './run.js';
import { FAULT_LANES, LONG_LANES, SERVER_LANES, STATIC_LANES } from './stages.js';

/**
 * `npm test`: everything that CI runs. `npm test -- STAGE…` runs only the stages named (`unit`, `integration`, …), and
 * what runs by name only (`cluster`).
 */
const names = process.argv.slice(2);
const ordinary = [STATIC_LANES, SERVER_LANES, FAULT_LANES];
const groups = names.length === 0 ? ordinary : [...ordinary, LONG_LANES];
const stages = [...ordinary, LONG_LANES].flat(2);
const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(`no stage ${unknown.join(', ')}: ${stages.map((stage) => stage.name).join(', ')}`);
  process.exit(1);
}
const chosen = (some: typeof stages): typeof stages =>
  some.filter((stage) => names.length === 0 || names.includes(stage.name));
await runAll(groups.map((lanes) => lanes.map(chosen)));
