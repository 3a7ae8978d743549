import { Command } from '../command.js';
import { Event } from '../event.js';
import { Code, Id, Instant } from '../fields.js';

const owner = 'assessment' as const;
const ids = { periodId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a42', plan: 'departments-monthly', period: '2026-03' };

@Event('period.opened', 1, {
  owner,
  summary: 'A period of a plan was opened: the plan that it is scored by never changes',
  example: { ...ids, from: '2026-02-28T16:00:00Z', to: '2026-03-31T16:00:00Z' },
})
export class PeriodOpened {
  @Id() periodId!: string;
  @Code() plan!: string;
  /** `2026-03` */
  @Code() period!: string;
  /** First moment of the period. */
  @Instant() from!: string;
  /** First moment after it. */
  @Instant() to!: string;
}

@Event('period.frozen', 1, {
  owner,
  summary: 'A period is over: nothing that happens from now on counts in it',
  example: ids,
})
export class PeriodFrozen {
  @Id() periodId!: string;
  @Code() plan!: string;
  @Code() period!: string;
}

@Command('period.open', {
  summary: 'Open a period of a plan: the plan as it is now is the one that it is scored by',
  example: {},
})
export class OpenPeriod {}

@Command('period.freeze', {
  summary: 'Freeze the facts of a period that has ended: nothing that happens later counts in it',
  example: {},
})
export class FreezePeriod {}
