import { CLIMBING } from './climbing.js';
import { ENDING } from './ending.js';
import { HELPING } from './helping.js';
import { PUTTING_OFF } from './putting-off.js';
import { RETURNING } from './returning.js';
import type { Way } from './way.js';
import { WHISTLING } from './whistling.js';

/** Every way that a matter may go. */
export const WAYS: readonly Way[] = [...CLIMBING, ...RETURNING, ...HELPING, ...WHISTLING, ...PUTTING_OFF, ...ENDING];
