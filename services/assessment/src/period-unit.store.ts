import { ManyRows } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';
import { readAreas, writtenAreas, type ScoredUnit, type WrittenAreas } from './scored-unit.js';

/** A unit that was scored when a period was opened, as it was then. */
interface PeriodUnitRow extends Pick<ScoredUnit, 'code' | 'area' | 'name'> {
  periodId: string;
  areas: WrittenAreas;
}

export const PeriodUnitEntity = new EntitySchema<PeriodUnitRow>({
  name: 'period_unit',
  columns: {
    periodId: { type: 'uuid', name: 'period_id', primary: true },
    code: { type: 'text', primary: true },
    area: { type: 'text' },
    name: { type: 'jsonb' },
    areas: { type: 'jsonb', nullable: true },
  },
});

const rows = new ManyRows(PeriodUnitEntity);

/** The units of a period at its opening. */
@Injectable()
export class PeriodUnitStore {
  async keep(tx: EntityManager, periodId: string, units: readonly ScoredUnit[]): Promise<void> {
    await rows.save(
      tx,
      units.map(({ code, area, name, areas }) => ({ periodId, code, area, name, areas: writtenAreas(areas) })),
    );
  }

  /** None of a period that was opened before they were kept. */
  async of(tx: EntityManager, periodId: string): Promise<ScoredUnit[]> {
    const kept = await tx.find(PeriodUnitEntity, { where: { periodId } });
    return kept.map(({ code, area, name, areas }) => ({ code, area, name, ...readAreas(areas) }));
  }
}
