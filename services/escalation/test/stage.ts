import { jetstreamManager } from '@nats-io/jetstream';
import { make, OrderIssued } from '@gridwhistle/contracts';
import type { StaffRole } from '@gridwhistle/kernel';
import { streamName } from '@gridwhistle/messaging';
import { CATEGORY, COUNTY, GRID, smallDistrict } from '@gridwhistle/testing/small-district';
import {
  groundFor,
  memberOf,
  ServiceStage,
  standInConsole,
  until,
  type Ground,
  type StandInConsole,
} from '@gridwhistle/testing/stage';
import { definition } from '../src/index.js';

const due = { acceptDueAt: '2026-03-02T03:00:00Z', dueAt: '2026-03-04T09:00:00Z', provisional: false };
const what = { category: CATEGORY, severity: 'normal', area: GRID.slice(0, 12), grid: GRID, round: 1, ...due } as const;
const kind = { role: 'lead', tier: 'township', origin: 'raise', verifier: '522730-centre' } as const;

export interface Held {
  ticketId: string;
  orderId: string;
}

/** Escalation beside a stand-in for the console. */
export class Stage extends ServiceStage {
  private constructor(
    ground: Ground,
    readonly console: StandInConsole,
  ) {
    super(ground);
  }

  static async open(profile = smallDistrict()): Promise<Stage> {
    const console = await standInConsole(profile);
    return new Stage(await groundFor(definition, console.environment), console);
  }

  override async close(): Promise<void> {
    await super.close();
    this.console.close();
  }

  token(unit: string, ...roles: StaffRole[]): Promise<string> {
    return this.console.token([memberOf(smallDistrict(), unit, ...roles)]);
  }

  /** Its consumer makes it again. */
  async removeDurable(name: string): Promise<void> {
    const { consumers } = await jetstreamManager(this.ground.nats);
    await consumers.delete(streamName(COUNTY), name);
  }

  /** Dispatch has issued a lead order, of a whistle where one is named; waits until that is known here. */
  async issued({ ticketId, orderId }: Held, unit: string, whistleId?: string): Promise<void> {
    const event = make(OrderIssued, { orderId, ticketId, unit, ...kind, ...what, ...(whistleId && { whistleId }) });
    await this.tell(event, { id: orderId, ticketId, unit });
    await until(async () => (await this.rows('select from known_order where order_id = $1', [orderId])).length > 0);
  }
}
