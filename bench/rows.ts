import type { Row } from './row.js';

/** Where each row of the table lies. */
export const ROW_FOLDERS: Readonly<Record<string, string>> = {
  1: 'accept',
  2: 'lifecycles',
  3: 'delivery',
  4: 'surge',
  5: 'clocks',
  6: 'ledger',
  7: 'memory',
  8: 'tracing',
  9: 'start',
  10: 'away',
  11: 'directive',
};

/** @throws Error when the row is not part of this copy */
export async function loadRow(id: string): Promise<Row> {
  const { row } = (await import(`./${ROW_FOLDERS[id]}/row.js`)) as { row: Row };
  if (row.id !== id) throw new Error(`bench/${ROW_FOLDERS[id]} says that it is row ${row.id}`);
  return row;
}
