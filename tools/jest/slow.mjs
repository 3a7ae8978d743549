import { jest } from '@jest/globals';

/** Tests on real servers may wait for them. */
jest.setTimeout(60_000);
