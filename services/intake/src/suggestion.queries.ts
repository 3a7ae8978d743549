import type { SuggestionView } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { Database, require, type Actor } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { Offices } from './offices.js';
import { ReportStore } from './report.store.js';
import { StandingStore } from './standing.store.js';
import { SuggestionStore, type SuggestionRow, type Tally } from './suggestion.store.js';

@Injectable()
export class SuggestionQueries {
  constructor(
    private readonly database: Database,
    private readonly reports: ReportStore,
    private readonly standings: StandingStore,
    private readonly store: SuggestionStore,
    private readonly offices: Offices,
  ) {}

  /** @throws ticket.unknown, auth.forbidden, suggestion.unknown where nothing was suggested */
  async ofTicket(id: string, actor: Actor): Promise<SuggestionView> {
    const tx = this.database.source.manager;
    const report = await this.reports.get(tx, id);
    const dispatcher = this.offices.dispatcherOf(report, await this.standings.of(tx, report));
    const holders = (await this.standings.liveOrders(tx, id)).map(({ unit }) => unit);
    require(actor, 'ticket.read', { holders, dispatcher, centre: this.offices.centreOf(report), area: report.grid });
    const row = await this.store.find(tx, id);
    if (!row) throw new DomainError('suggestion.unknown', 'nothing was suggested for this ticket');
    return viewOf(row);
  }

  /** What became of all that a version suggested. */
  outcomesOf(version: number): Promise<Tally[]> {
    return this.store.tallies(this.database.source.manager, version);
  }
}

function viewOf(suggestion: SuggestionRow): SuggestionView {
  const { unit, unitConfidence, verdict, settledAs, unitVerdict, settledUnit, ...row } = suggestion;
  return {
    ...row,
    ...(unit === null ? {} : { unit }),
    ...(unitConfidence === null ? {} : { unitConfidence }),
    ...(verdict === null ? {} : { verdict }),
    ...(settledAs === null ? {} : { settledAs }),
    ...(unitVerdict === null ? {} : { unitVerdict }),
    ...(settledUnit === null ? {} : { settledUnit }),
  };
}
