import { HANDLED_OUTCOMES, type HandledOutcome } from '@gridwhistle/kernel';
import { Command } from '../command.js';
import { Code, List, OneOf, Optional, Text } from '../fields.js';
import { Photo } from '../intake/report.js';

const tiny = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const proof = [{ mediaType: 'image/png', data: tiny }];

@Command('order.accept', { summary: 'Take the order', bus: true, example: {} })
export class AcceptOrder {}

@Command('order.progress', {
  summary: 'Say what is being done',
  bus: true,
  example: { text: 'The crew is on its way' },
})
export class ProgressOrder {
  @Text(2000) text!: string;
}

@Command('order.resolve', {
  summary: 'Report the result, with proof',
  bus: true,
  example: { result: 'The pipe is repaired', proof },
})
export class ResolveOrder {
  @Text(5000) result!: string;
  @Optional() @OneOf(HANDLED_OUTCOMES) outcome?: HandledOutcome;
  @Optional() @List(() => Photo, 9) proof?: Photo[];
}

@Command('order.return', {
  summary: 'Refuse the order inside its return window',
  bus: true,
  example: { reason: 'This pipe belongs to the housing department' },
})
export class ReturnOrder {
  @Text(2000, 2) reason!: string;
  @Optional() @List(() => Photo, 9) proof?: Photo[];
}

@Command('order.delegate', {
  summary: 'Let a unit below do the job; the holder stays answerable',
  bus: true,
  example: { unit: '522730001001-branch', reason: 'The village has the key' },
})
export class DelegateOrder {
  /** Stands below the holder. */
  @Code() unit!: string;
  @Text(2000, 2) reason!: string;
  /** The admitted duty, where the unit is a grid. */
  @Optional() @Code() duty?: string;
}

@Command('order.assist', {
  summary: 'Ask a unit under the same dispatching unit to help',
  bus: true,
  example: { unit: '522730001-desk-order', reason: 'The road must be closed meanwhile' },
})
export class RequestAssist {
  @Code() unit!: string;
  @Text(2000, 2) reason!: string;
  /** The admitted duty, where the unit is a grid. */
  @Optional() @Code() duty?: string;
}

@Command('order.raise', { summary: 'Hand the ticket one tier up', bus: true, example: { reason: 'Needs a digger' } })
export class RaiseOrder {
  @Text(2000, 2) reason!: string;
}

@Command('order.confirm', { summary: 'Accept the result', bus: true, example: {} })
export class ConfirmOrder {}

@Command('order.send-back', {
  summary: 'Do not accept the result',
  bus: true,
  example: { reason: 'The photo shows another street' },
})
export class SendBackOrder {
  @Text(2000, 2) reason!: string;
}

@Command('order.reassign', {
  summary: 'Give the job to another unit',
  bus: true,
  example: { unit: '522730-housing', reason: 'Their pipe' },
})
export class ReassignOrder {
  @Code() unit!: string;
  @Text(2000, 2) reason!: string;
  /** The admitted duty, where the unit is a grid. */
  @Optional() @Code() duty?: string;
}

@Command('order.cancel', { summary: 'End the order without a result', bus: true, example: { reason: 'Issued twice' } })
export class CancelOrder {
  @Text(2000, 2) reason!: string;
}

@Command('order.uphold-return', {
  summary: 'Agree with a return and send the matter elsewhere',
  bus: true,
  example: { unit: '522730-housing' },
})
export class UpholdReturn {
  @Code() unit!: string;
  @Optional() @Text(2000, 2) reason?: string;
  /** The admitted duty, where the unit is a grid. */
  @Optional() @Code() duty?: string;
}

@Command('order.overrule-return', {
  summary: 'Disagree with a return: the same unit has it again',
  bus: true,
  example: { reason: 'The duty list names this department' },
})
export class OverruleReturn {
  @Text(2000, 2) reason!: string;
}

@Command('order.object', {
  summary: "Object to a whistle's order, once, inside the return window",
  bus: true,
  example: { reason: 'The road belongs to the province' },
})
export class ObjectToOrder {
  @Text(2000, 2) reason!: string;
  @Optional() @List(() => Photo, 9) proof?: Photo[];
}

@Command('order.uphold-objection', {
  summary:
    'Agree with an objection: another department is summoned; without one an assist is let off, a whistle without its lead cancelled',
  bus: true,
  example: { unit: '522730-housing', reason: 'Their duty list names it' },
})
export class UpholdObjection {
  /** Who is summoned instead. */
  @Optional() @Code() unit?: string;
  @Text(2000, 2) reason!: string;
}

@Command('order.overrule-objection', {
  summary: 'Disagree with an objection: the department goes on',
  bus: true,
  example: { reason: 'The duty list names this department' },
})
export class OverruleObjection {
  @Text(2000, 2) reason!: string;
}

@Command('order.read', { summary: 'Read an order your unit holds or verifies', bus: true, example: {} })
export class ReadOrder {}
