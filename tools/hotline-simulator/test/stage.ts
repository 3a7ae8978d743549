import { make, TicketResolved, type Envelope } from '@gridwhistle/contracts';
import { definition } from '@gridwhistle/hotline-bridge';
import type { StaffRole } from '@gridwhistle/kernel';
import type { ProfileDocument } from '@gridwhistle/registry';
import { smallDistrict } from '@gridwhistle/testing/small-district';
import {
  groundFor,
  memberOf,
  ServiceStage,
  standInConsole,
  until,
  type Ground,
  type StandInConsole,
} from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { startHotlineSimulator, type HotlineSimulator } from '../index.js';

export const SECRET = definition.settings.GW_HOTLINE_SECRET.example;

/** What stands beside the bridge: a simulated 12345, the console, and a dispatch that tells results by order. */
interface Neighbours {
  readonly hotline: HotlineSimulator;
  readonly console: StandInConsole;
  readonly district: ProfileDocument;
  /** The words of results by order; an order without a result is answered with 404. */
  readonly results: Map<string, string>;
  /** Dispatch's log of tickets, as far as it is asked for it. */
  readonly log: Map<string, readonly Envelope[]>;
}

export class Stage extends ServiceStage {
  readonly hotline: HotlineSimulator;
  readonly results: Map<string, string>;
  readonly log: Neighbours['log'];

  private constructor(
    ground: Ground,
    private readonly neighbours: Neighbours,
  ) {
    super(ground);
    this.hotline = neighbours.hotline;
    this.results = neighbours.results;
    this.log = neighbours.log;
  }

  /** With `partner: false` the bridge has nobody to send to; `settings` are the bridge's, beside its neighbours' addresses. */
  static async open({ partner = true, district = smallDistrict(), settings = {} } = {}): Promise<Stage> {
    // The bridge's address is known only once it runs, which needs the simulator's.
    const at = { url: '' };
    const hotline = await startHotlineSimulator({ secret: SECRET, platformUrl: () => at.url });
    const [results, log] = [new Map<string, string>(), new Map<string, readonly Envelope[]>()];
    const console = await standInConsole(district, (path) => resultAt(path, results) ?? logAt(path, log));
    const towards = partner ? { GW_HOTLINE_URL: hotline.url } : {};
    const environment = { ...console.environment, ...towards, GW_URL_DISPATCH: console.url, ...settings };
    const ground = await groundFor(definition, environment);
    at.url = ground.service.url;
    return new Stage(ground, { hotline, console, results, log, district });
  }

  /** A token of somebody of the unit. */
  token(unit: string, ...roles: StaffRole[]): Promise<string> {
    return this.neighbours.console.token([memberOf(this.neighbours.district, unit, ...roles)]);
  }

  /** Dispatch tells that the ticket of an order has a result; comes back when the bridge knows. */
  async resolve(number: string, ticketId: string, round = 1): Promise<void> {
    const result = { ticketId, outcome: 'solved', orderId: v7(), unit: 'x', onTime: true } as const;
    const event = make(TicketResolved, { ...result, round, ratingUntil: '2026-03-04T09:00:00Z' });
    await this.tell(event, { id: ticketId, ticketId });
    await this.stands(number, 'resolved', round);
  }

  /** Waits until the bridge knows an order as it stands. */
  stands(number: string, state: string, round: number): Promise<void> {
    return until(async () => {
      const { body } = await this.hotline.askState(number);
      return (body as { state: string }).state === state && (body as { round: number }).round === round;
    });
  }

  override async close(): Promise<void> {
    await super.close();
    await this.neighbours.hotline.stop();
    this.neighbours.console.close();
  }
}

/** What units of the story gave as reasons, before anything of it happened. */
const REASONS = ['return', 'extension-request'].map((act) => ({
  act,
  at: '2026-01-01T00:00:00Z',
  text: `the words for ${act}`,
}));

function resultAt(path: string, results: ReadonlyMap<string, string>): object | undefined {
  const [, orderId = ''] = /^\/internal\/orders\/(.+)\/result$/.exec(path) ?? [];
  const result = results.get(orderId);
  return result === undefined ? undefined : { result, proof: [{ n: 0 }], progress: [], reasons: REASONS };
}

function logAt(path: string, log: Neighbours['log']): object | undefined {
  const [, id = ''] = /^\/internal\/events\/ticket\/(.+)$/.exec(path) ?? [];
  const envelopes = log.get(id);
  return envelopes && { events: envelopes.map((envelope) => ({ subject: '', envelope })), last: envelopes.length };
}
