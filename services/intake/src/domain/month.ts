import { fromLocal, toLocal } from '@gridwhistle/clocks';

/** A calendar month on the wall clock: `from` belongs to it, `to` is the first moment after it. */
export interface Month {
  /** `2026-03` */
  readonly code: string;
  readonly from: Date;
  readonly to: Date;
}

export const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;

/** The month that a code names, which must be one. */
export function monthOf(code: string): Month {
  const [year, month] = code.split('-').map(Number) as [number, number];
  const start = (of: number): Date => fromLocal(Date.UTC(year, of - 1));
  return { code, from: start(month), to: start(month + 1) };
}

/** The month before the one in which a moment lies. */
export function monthBefore(at: Date): Month {
  const local = new Date(toLocal(at));
  return monthOf(new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - 1)).toISOString().slice(0, 7));
}

/** The lowest id (UUIDv7) that can have been made at a moment: ids count up with time. */
export function lowestIdAt(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
