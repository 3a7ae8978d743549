import { decodeCursor, limitOf, ManyRows, pageOf, type Page, type PageQuery } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DirectiveEntity, directiveOf, ReceiptEntity, type DirectiveRow, type ReceiptRow } from './directive.rows.js';
import type { DirectiveQuery, ReceiptQuery } from './directive.query.js';
import type { StoredDirective } from './directive.store.js';
import type { Tally } from './domain/progress.js';

/** Above every id: lists run from the newest down. */
const END = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const directives = new ManyRows(DirectiveEntity);
const receipts = new ManyRows(ReceiptEntity);

const DIRECTIVES = directives.where(
  'gw_directive_list',
  `id < $1 and ($2 or unit = any($3::text[])) and ($4::text is null or state = $4) and ($5::text is null or channel = $5)
   order by id desc limit $6`,
);
// Both halves run along an index of their own and stop; what is in both is one row.
const half = (condition: string): string =>
  `(select id from receipt where ${condition} and id < $1 and ($4::text is null or state = $4) order by id desc limit $5)`;
const MINE = receipts.where(
  'gw_receipt_mine',
  `id in (${half('unit = any($2::text[])')} union ${half('person = $3')}) order by id desc limit $5`,
);
const OF_DIRECTIVE = receipts.where(
  'gw_receipt_of_directive',
  `directive_id = $1 and id < $2 and ($3::text is null or state = $3)
   and ($4 or unit = any($5::text[]) or person = $6
     or case when tier = 'grid' then unit else area end like any($7::text[]))
   order by id desc limit $8`,
);
const TALLIES = `select area, state, count(*)::int as count from receipt where directive_id = $1 group by area, state`;

/** Pages of directives and receipts, newest first. */
@Injectable()
export class DirectiveLists {
  async directives(
    tx: EntityManager,
    query: DirectiveQuery,
    { units, all }: { units: readonly string[]; all: boolean },
  ): Promise<Page<StoredDirective>> {
    const limit = limitOf(query);
    const values = [belowOf(query), all, units, query.state ?? null, query.channel ?? null, limit + 1];
    const rows = await tx.query<DirectiveRow[]>(DIRECTIVES.text, values);
    const page = pageOf(rows, limit, ({ id }) => [id]);
    return { ...page, items: page.items.map((row) => ({ directive: directiveOf(row), sequence: row.sequence })) };
  }

  async mine(
    tx: EntityManager,
    query: ReceiptQuery,
    { units, person }: { units: readonly string[]; person: string },
  ): Promise<Page<ReceiptRow>> {
    const limit = limitOf(query);
    const rows = await tx.query<ReceiptRow[]>(MINE.text, [
      belowOf(query),
      units,
      person,
      query.state ?? null,
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  async ofDirective(
    tx: EntityManager,
    query: ReceiptQuery,
    directiveId: string,
    { all, units, person, areas }: { all: boolean; units: readonly string[]; person: string; areas: readonly string[] },
  ): Promise<Page<ReceiptRow>> {
    const limit = limitOf(query);
    const places = areas.map((area) => `${area}%`);
    const seen = [all, units, person, places];
    const values = [directiveId, belowOf(query), query.state ?? null, ...seen, limit + 1];
    const rows = await tx.query<ReceiptRow[]>(OF_DIRECTIVE.text, values);
    return pageOf(rows, limit, ({ id }) => [id]);
  }

  /** How many receipts of each state lie in each area: one grouped query along the directive's index. */
  tallies(tx: EntityManager, directiveId: string): Promise<Tally[]> {
    return tx.query<Tally[]>(TALLIES, [directiveId]);
  }
}

const belowOf = (query: PageQuery): string => String(decodeCursor(query.cursor, ['id'])?.[0] ?? END);
