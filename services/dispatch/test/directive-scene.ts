import { CENTRE, DUTY, smallDistrict } from '@gridwhistle/testing/small-district';
import { Profile } from '@gridwhistle/registry';
import type { Directive, Selection } from '../src/domain/directive.js';
import type { Decided, Fact, FactName } from '../src/domain/fact.js';
import type { ChannelReach } from '../src/domain/reach.js';
import { draftDirective, issueDirective, issueReceipt } from '../src/domain/issuing.js';
import { refuseProblems } from '../src/domain/refusals.js';
import type { Receipt } from '../src/domain/receipt.js';
import type { Context } from '../src/domain/rules.js';
import { targetsOf, type Found, type Post, type Staffing } from '../src/domain/targets.js';
import { found } from './scene.js';

const HOUR = 3_600_000;
const smallProfile = new Profile(smallDistrict());
const NOBODY: Selection = { areas: [], tiers: [], roles: [], units: [], persons: [] };

export interface Asked extends Partial<Selection> {
  readonly issuer?: string;
  readonly duty?: string | undefined;
  /** What the channel says, where it is not the flood's. */
  readonly reach?: ChannelReach;
  readonly named?: readonly Post[];
  readonly byRole?: readonly Post[];
}

/** A directive on a Monday at nine, local time, and what becomes of it and its receipts. */
export class DirectiveScene {
  now = new Date('2026-03-02T01:00:00Z');
  readonly profile = smallProfile;
  readonly facts: Fact[] = [];
  directive: Directive = undefined as never;
  receipts: Receipt[] = [];

  /** Ids count up from `count`, alike in every run. */
  constructor(private count = 0) {}

  context = (): Context => ({ rules: this.profile, now: this.now, by: 'p-1', newId: () => this.newId() });

  newId(): string {
    this.count += 1;
    return `019a1b2c-3d4e-7f50-8a6b-${String(this.count).padStart(12, '0')}`;
  }

  /** Whom a selection addresses, and what is wrong with it. */
  targets({ issuer = CENTRE, duty, reach, named = [], byRole = [], ...to }: Asked): Found {
    const admitted = this.profile.document.admissions;
    const staffing: Staffing = { named, byRole };
    const channel = reach ?? found(this.profile.directiveChannel('flood'));
    const asked = { to: { ...NOBODY, ...to }, issuer: found(this.profile.unit(issuer)), channel, duty, admitted };
    return targetsOf(asked, staffing, this.profile);
  }

  /** Drafted; refused with all that is wrong. */
  draft(asked: Asked): this {
    const { targets, problems } = this.targets(asked);
    refuseProblems('the directive', problems);
    const channel = found(this.profile.directiveChannel('flood'));
    const { issuer: unit = CENTRE, duty } = asked;
    const draft = { unit, channel, duty, to: { ...NOBODY, ...asked }, sign: undefined, report: undefined };
    return this.then(draftDirective(draft, targets, this.context()));
  }

  issue(asked: Asked = { tiers: ['village', 'grid'], duty: DUTY }): this {
    this.draft(asked);
    const { targets } = this.targets(asked);
    const { signClock, ...issued } = issueDirective(this.directive, targets, this.context());
    this.then(issued);
    for (const target of targets) this.on(issueReceipt(this.directive, target, signClock, this.newId()));
    return this;
  }

  then({ next, events }: Decided<Directive>): this {
    this.directive = next;
    this.facts.push(...events);
    return this;
  }

  on({ next, events }: Decided<Receipt>): this {
    const others = this.receipts.filter(({ id }) => id !== next.id);
    this.receipts = [...others, next].sort((one, other) => (one.id < other.id ? -1 : 1));
    this.facts.push(...events);
    return this;
  }

  of(unit: string): Receipt {
    return found(this.receipts.find((receipt) => receipt.unit === unit));
  }

  wait(hours: number): this {
    this.now = new Date(this.now.getTime() + hours * HOUR);
    return this;
  }

  names(): FactName[] {
    return this.facts.map(({ name }) => name);
  }

  last<N extends FactName>(name: N): Fact<N>['data'] {
    return found(this.facts.findLast((each): each is Fact<N> => each.name === name)).data;
  }
}
