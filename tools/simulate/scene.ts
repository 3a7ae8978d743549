import type { Profile, Unit } from '@gridwhistle/registry';
import type { Installation } from '../gw/src/installation.js';
import type { District } from '../replay/district.js';
import { Matter } from '../replay/matter.js';
import { departmentsUnder } from '../replay/terrain.js';
import type { Agenda } from './agenda.js';
import type { Case } from './case.js';
import type { People } from './people.js';
import type { Tally } from './tally.js';

/** An installation with everybody who works and lives there. */
export class Scene {
  private readonly under = new Map<string, readonly Unit[]>();

  constructor(
    readonly profile: Profile,
    readonly district: District,
    readonly installation: Installation,
    readonly people: People,
    /** What was answered. */
    readonly tally: Tally,
    readonly agenda: Agenda,
    /** Names this run in keys. */
    readonly run: string,
  ) {}

  /** A matter in the hands of its people; every act that was answered is counted. */
  matter({ ticketId }: Case): Matter {
    return new Matter(this.district, ticketId, (act, { tier }) => this.tally.note(act, tier));
  }

  /** When the holder of an order has done something: later where its people have more in hand than they can do. */
  byHolder({ number, order }: Case, from: number, time: string, question: string): number {
    const { unit = '', tier = 'grid' } = order ?? {};
    const crowd = this.people.crowd(unit, tier, this.agenda.inHand(unit));
    return this.people.after(from, time, [number, `${tier} ${question}`], crowd);
  }

  /** When whoever got a matter takes it. */
  takenAt(one: Case): number {
    const { tier = 'grid' } = one.order ?? {};
    return this.byHolder(one, one.since, this.people.of(tier).accepts, `accepts ${one.round}`);
  }

  /** The departments that a township of an area may whistle for. */
  departments(area: string): readonly Unit[] {
    const { code } = this.profile.centre(area);
    const known = this.under.get(code) ?? departmentsUnder(this.profile, code);
    this.under.set(code, known);
    return known;
  }
}
