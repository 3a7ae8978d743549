import type { SuggestionView } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { Database, require, type Actor } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { Offices } from './offices.js';
import { ReportStore } from './report.store.js';
import { StandingStore } from './standing.store.js';
import { SuggestionStore, type SuggestionRow } from './suggestion.store.js';

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
    const dispatcher = this.offices.dispatcherOf(report, await this.standings.of(tx, id));
    const holders = (await this.standings.liveOrders(tx, id)).map(({ unit }) => unit);
    require(actor, 'ticket.read', { holders, dispatcher, centre: this.offices.centreOf(report), area: report.grid });
    const row = await this.store.find(tx, id);
    if (!row) throw new DomainError('suggestion.unknown', 'nothing was suggested for this ticket');
    return viewOf(row);
  }
}

function viewOf({ unit, unitConfidence, verdict, settledAs, ...row }: SuggestionRow): SuggestionView {
  return {
    ...row,
    ...(unit === null ? {} : { unit }),
    ...(unitConfidence === null ? {} : { unitConfidence }),
    ...(verdict === null ? {} : { verdict }),
    ...(settledAs === null ? {} : { settledAs }),
  };
}
