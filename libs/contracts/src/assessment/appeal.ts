import { Command } from '../command.js';
import { Event } from '../event.js';
import { Code, Id, Optional, Text } from '../fields.js';

const owner = 'assessment' as const;
const period = { plan: 'departments-monthly', period: '2026-03' };
const ticketId = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b';
const ids = {
  appealId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a43',
  ...period,
  orderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2c',
  ticketId,
  unit: '522730-water',
};

/** What every event of an appeal names; its reasons stay in assessment. */
export class AppealEvent {
  @Id() appealId!: string;
  @Code() plan!: string;
  @Code() period!: string;
  @Id() orderId!: string;
  @Id() ticketId!: string;
  /** The department that appeals. */
  @Code() unit!: string;
}

@Event('appeal.made', 1, {
  owner,
  summary: 'A department appeals against an overdue order of a closed ticket',
  example: ids,
})
export class AppealMade extends AppealEvent {}

@Event('appeal.endorsed', 1, { owner, summary: 'A first reviewer agrees; a second one rules', example: ids })
export class AppealEndorsed extends AppealEvent {}

@Event('appeal.upheld', 1, {
  owner,
  summary: 'Two reviewers agree: what the department had to do with the ticket leaves the statistics of the period',
  example: ids,
})
export class AppealUpheld extends AppealEvent {}

@Event('appeal.refused', 1, { owner, summary: 'A reviewer does not agree: the order stays overdue', example: ids })
export class AppealRefused extends AppealEvent {}

@Event('exemption.made', 1, {
  owner,
  summary: 'A ticket, or what one unit had to do with it, leaves the statistics of a period, never the history',
  example: { exemptionId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a44', ...period, ticketId },
})
export class ExemptionMade {
  @Id() exemptionId!: string;
  @Code() plan!: string;
  @Code() period!: string;
  @Id() ticketId!: string;
  /** Absent where the whole ticket leaves. */
  @Optional() @Code() unit?: string;
}

/** Body of `POST /appeals`. */
@Command('appeal.make', {
  summary: 'Appeal against an overdue order of a closed ticket, once',
  example: { ...period, orderId: ids.orderId, reason: 'The road was closed by the flood' },
})
export class MakeAppeal {
  @Code() plan!: string;
  @Code() period!: string;
  @Id() orderId!: string;
  @Text(1000, 2) reason!: string;
}

@Command('appeal.uphold', { summary: 'Agree with an appeal; the second reviewer decides', example: {} })
export class UpholdAppeal {}

@Command('appeal.refuse', { summary: 'Refuse an appeal', example: { reason: 'The road was open' } })
export class RefuseAppeal {
  @Text(1000, 2) reason!: string;
}

/** Body of `POST /exemptions`. */
@Command('exemption.make', {
  summary: 'Take a ticket, or what one unit had to do with it, out of the statistics of a period',
  example: { ...period, ticketId, reason: 'Flood week' },
})
export class MakeExemption {
  @Code() plan!: string;
  @Code() period!: string;
  @Id() ticketId!: string;
  @Optional() @Code() unit?: string;
  @Text(1000, 2) reason!: string;
}
