import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { ReportRow } from './report.store.js';
import type { StandingRow } from './standing.store.js';

/** Which offices stand over a ticket, by the profile in force. */
@Injectable()
export class Offices {
  constructor(private readonly registry: Registry) {}

  /** The centre over the matter's grid; the district's where no grid is known. */
  centreOf({ grid }: Pick<ReportRow, 'grid'>): string {
    return this.registry.current().centre(this.areaOf(grid)).code;
  }

  /** Who dispatches the ticket: as dispatch said, else as the profile says for its area. */
  dispatcherOf({ grid }: Pick<ReportRow, 'grid'>, standing: StandingRow): string {
    return standing.dispatcher ?? this.registry.current().dispatchingUnit(this.areaOf(grid)).code;
  }

  /** The grid's area; the district for an unknown grid, such as one of an older profile that nobody took over. */
  private areaOf(grid: string | null): string {
    const profile = this.registry.current();
    return (grid === null ? undefined : profile.gridNow(grid)?.area) ?? profile.district;
  }
}
