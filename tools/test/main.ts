import { runAll } from './run.js';
import { STATIC_LANES, SERVER_STAGES } from './stages.js';

/** `npm test`: everything that CI runs. `npm test -- STAGE…` runs only the stages named (`unit`, `integration`, …). */
const names = process.argv.slice(2);
const stages = [...STATIC_LANES.flat(), ...SERVER_STAGES];
const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(`no stage ${unknown.join(', ')}: ${stages.map((stage) => stage.name).join(', ')}`);
  process.exit(1);
}
const chosen = (some: typeof stages): typeof stages =>
  some.filter((stage) => names.length === 0 || names.includes(stage.name));
await runAll([STATIC_LANES.map(chosen), [chosen(SERVER_STAGES)]]);
