import type { HotlineOrderWords, TicketExplanation } from '@gridwhistle/contracts';
import type { Membership } from '@gridwhistle/platform';
import {
  groundFor,
  ServiceStage,
  standInConsole,
  type Answer,
  type Ground,
  type Sending,
  type StandInConsole,
} from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { definition } from '../src/index.js';
import { district } from './district.js';

/** Intake between the neighbours it speaks to: the console, the bridge with the words of hotline orders, and dispatch. */
export class Stage extends ServiceStage {
  private constructor(
    ground: Ground,
    readonly console: StandInConsole,
    /** The bridge's words by ticket; an order that is missing is answered with 404. */
    readonly words: Map<string, HotlineOrderWords>,
    /** Why dispatch's units found matters private, by ticket. */
    readonly explanations: Map<string, TicketExplanation>,
  ) {
    super(ground);
  }

  static async open(): Promise<Stage> {
    const [words, explanations] = [new Map<string, HotlineOrderWords>(), new Map<string, TicketExplanation>()];
    const console = await standInConsole(district, (path) => {
      const [of = '', id = '', more] = path.replace('/internal/', '').split('/');
      if (of === 'tickets' && more === 'explanation') return explanations.get(id);
      return of === 'hotline-orders' ? words.get(id) : undefined;
    });
    const environment = {
      ...console.environment,
      GW_URL_HOTLINE_BRIDGE: console.url,
      GW_URL_DISPATCH: console.url,
    };
    return new Stage(await groundFor(definition, environment), console, words, explanations);
  }

  override async close(): Promise<void> {
    await super.close();
    this.console.close();
  }

  /** Reports a matter; a fresh key unless one is given. */
  report(body: object, more: Sending & { query?: string } = {}): Promise<Answer> {
    return this.send('POST', `/api/v1/tickets${more.query ?? ''}`, { key: v7(), ...more, body });
  }

  token(...memberships: Membership[]): Promise<string> {
    return this.console.token(memberships);
  }
}
