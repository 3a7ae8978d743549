import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { canEnter, unprivileged } from './account.js';

/** The folder of this checkout, absolute. */
export const CHECKOUT = fileURLToPath(new URL('../../../../', import.meta.url)).replace(/\/$/, '');

/** A short, stable name of this checkout for folders outside it. */
export const checkoutHash = (): string => createHash('sha256').update(CHECKOUT).digest('hex').slice(0, 12);

/** True when the account that PostgreSQL runs as cannot enter the checkout (root's checkout in a private home). */
export const mustLeaveCheckout = (): boolean => unprivileged() !== undefined && !canEnter(CHECKOUT);

/** The folder outside the checkout for what `nobody` must reach. */
export const outsideFolder = (): string => `/var/lib/gridwhistle/${checkoutHash()}`;

/**
 * The folder below which the data of installations lies: `.data` of the checkout, or one outside it. Tests name their
 * own (GW_TEST_DATA), so that they meet no installation that somebody uses.
 */
export const dataRoot = (): string =>
  process.env['GW_TEST_DATA'] ?? (mustLeaveCheckout() ? outsideFolder() : `${CHECKOUT}/.data`);

/** What is fetched once and kept. */
export const cacheFolder = (): string => `${CHECKOUT}/.cache`;
