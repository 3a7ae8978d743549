import { runMain } from '@gridwhistle/platform';
import { definition } from './definition.js';

await runMain(definition, process.env);
