import { runAll } from './run.js';
import { CHECK_LANES } from './stages.js';

/** `npm run check`: what needs no servers, in under a minute. */
await runAll([CHECK_LANES]);
