import type { HotlinePlatform, IncomingMapping, OutgoingMapping } from '@gridwhistle/contracts';
import { valueAt, type Document } from './mapping-path.js';

/** Whether a document holds what the mapping is about: columns that are filled only later. */
export const isThere = ({ if: paths = [] }: IncomingMapping, document: Document): boolean =>
  paths.every((path) => valueAt(document, path) !== undefined);

/** The row by which a message is told; `silent` when the platform does not want it, undefined when no row fits. */
export function rowFor(
  { outgoing, silent }: Pick<HotlinePlatform, 'outgoing' | 'silent'>,
  message: Document,
): OutgoingMapping | 'silent' | undefined {
  const kind = message['message'];
  if (silent.some((each) => each === kind)) return 'silent';
  return outgoing.find((row) => row.message === kind && fits(row, message));
}

const fits = ({ when = {} }: OutgoingMapping, message: Document): boolean =>
  Object.entries(when).every(([field, values]) => values.some((value) => value === message[field]));
