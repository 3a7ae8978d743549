import { make, ReportReceived, WhistleApproved } from '@gridwhistle/contracts';
import type { StaffRole } from '@gridwhistle/kernel';
import { CATEGORY, CENTRE, GRID, ROOM, smallDistrict, URBAN, WATER } from '@gridwhistle/testing/small-district';
import {
  groundFor,
  memberOf,
  ServiceStage,
  standInConsole,
  until,
  type Answer,
  type Ground,
  type StandInConsole,
} from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import type { OrderView, TicketView } from '../src/answers.js';
import { definition } from '../src/index.js';

/** A PNG of one pixel. */
export const PIXEL = {
  mediaType: 'image/png',
  data: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
};
export const RESULT = { result: 'The pipe is repaired', proof: [PIXEL] };

/** Dispatch beside a stand-in for the console. */
export class Stage extends ServiceStage {
  private constructor(
    ground: Ground,
    readonly console: StandInConsole,
  ) {
    super(ground);
  }

  /** `more` answers what the console is asked besides the profile, and what intake is asked. */
  static async open(more?: (path: string) => object | undefined, profile = smallDistrict()): Promise<Stage> {
    const console = await standInConsole(profile, more);
    const environment = { ...console.environment, GW_URL_INTAKE: console.url };
    return new Stage(await groundFor(definition, environment), console);
  }

  override async close(): Promise<void> {
    await super.close();
    this.console.close();
  }

  /** A token of somebody of the unit. */
  token(unit: string, ...roles: StaffRole[]): Promise<string> {
    return this.console.token([memberOf(smallDistrict(), unit, ...roles)]);
  }

  call(method: string, path: string, token?: string, body?: unknown, ifMatch?: number | string): Promise<Answer> {
    return this.sure(method, path, { token, body, ifMatch });
  }

  /** An act on an order by somebody of a unit, on its present version; fails unless it is done. */
  async act(unit: string, order: OrderView, act: string, body: object = {}): Promise<OrderView> {
    const { sequence } = await this.order(order.id);
    const sending = { token: await this.token(unit), body, ifMatch: sequence };
    const answer = await this.sure('POST', `/api/v1/orders/${order.id}/${act}`, sending);
    if (answer.status !== 200) throw new Error(`${unit} ${act}: ${JSON.stringify(answer.body)}`);
    return answer.body as unknown as OrderView;
  }

  /** What somebody of a unit is answered at an address: the status, and the version or why it is refused. */
  async look(unit: string, path: string): Promise<[number, string | null | undefined]> {
    const { status, headers, body } = await this.call('GET', path, await this.token(unit));
    return [status, status === 200 ? headers.get('etag') : body.code];
  }

  async order(id: string): Promise<OrderView> {
    return (await this.sure<OrderView>('GET', `/api/v1/orders/${id}`, { token: await this.token(CENTRE) })).body;
  }

  async ticket(id: string): Promise<TicketView> {
    return (await this.sure<TicketView>('GET', `/api/v1/tickets/${id}`, { token: await this.token(CENTRE) })).body;
  }

  /** The open order of a unit on a ticket, as soon as there is one. */
  async orderOf(ticketId: string, unit: string): Promise<OrderView> {
    const find = async (): Promise<OrderView | undefined> =>
      (await this.ticket(ticketId)).orders?.find(
        (order) => order.unit === unit && !['confirmed', 'raised', 'cancelled'].includes(order.state),
      );
    await until(async () => (await find()) !== undefined);
    return (await find()) as OrderView;
  }

  /** A report arrives over the bus; answers the ticket's id once it is open. */
  async report(change: Partial<ReportReceived> = {}): Promise<string> {
    const ticketId = v7();
    const facts = {
      photos: 0,
      anonymous: false,
      confidential: false,
      severity: 'normal',
      channel: 'resident',
    } as const;
    const report = make(ReportReceived, { ticketId, category: CATEGORY, grid: GRID, ...facts, ...change });
    await this.tell(report, { id: ticketId, ticketId });
    await until(async () => (await this.ticket(ticketId)).id === ticketId);
    return ticketId;
  }

  /** A whistle of the township for water and urban management is approved. */
  async whistle(ticketId: string, orderId: string): Promise<string> {
    const whistleId = v7();
    const event = { whistleId, ticketId, orderId, township: ROOM, kind: 'difficult-problem', onTime: true };
    await this.tell(make(WhistleApproved, { ...event, lead: WATER, assists: [URBAN] }), { id: whistleId, ticketId });
    return whistleId;
  }

  async eventNames(ticketId: string): Promise<string[]> {
    return (await this.events(ticketId)).map(({ type }) => type.replace(/\.v1$/, ''));
  }
}
