import { HANDLED_OUTCOMES } from '@gridwhistle/kernel';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A closed ticket with the category and the unit that it ended with. */
export interface SolvedRow {
  id: string;
  /** Sealed. */
  words: string;
  category: string;
  unit: string | null;
}

/** How many closed tickets ended so. */
export interface SolvedCount {
  category: string;
  unit: string | null;
  texts: number;
}

/**
 * What somebody handled to its end. A category that a suggestion brought and nobody changed is left out: what was learnt must not
 * confirm itself.
 */
const SOLVED = `
  from report r join ticket_standing t on t.ticket_id = r.id left join suggestion s on s.ticket_id = r.id
  where t.state = 'closed' and t.outcome = any('{${HANDLED_OUTCOMES.join(',')}}')
    and coalesce(t.category, r.category) is not null
    and not (coalesce(s.applied, false) and s.category = coalesce(t.category, r.category))
    and t.closed_at <= $1`;
const COUNT = `select coalesce(t.category, r.category) as category, t.unit, count(*)::int as texts ${SOLVED} group by 1, 2`;
const PAGE = `
  select r.id, r.words, coalesce(t.category, r.category) as category, t.unit ${SOLVED} and r.id < $2
  order by r.id desc limit $3`;

/** Closed tickets to learn from. */
@Injectable()
export class SolvedStore {
  count(tx: EntityManager, until: Date): Promise<SolvedCount[]> {
    return tx.query(COUNT, [until]);
  }

  /** The newest below an id. */
  page(tx: EntityManager, until: Date, below: string, limit: number): Promise<SolvedRow[]> {
    return tx.query(PAGE, [until, below, limit]);
  }
}
