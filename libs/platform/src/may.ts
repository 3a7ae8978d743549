import { DomainError, type StaffRole } from '@gridwhistle/kernel';
import { belongsTo, covers, hasRole, type Actor } from './actor.js';

/** What is acted on, as far as the act's rule needs it; unit codes, an area or grid code. */
export interface Subject {
  /** Unit that holds the order (or the one that is assessed). */
  readonly holder?: string | null;
  /** Units that hold an order of the ticket, or that a whistle summoned. */
  readonly holders?: readonly string[];
  /** Who is scored, or whom a directive's receipt is addressed to; without one that is anybody's of the unit. */
  readonly person?: string | null;
  readonly verifier?: string | null;
  readonly dispatcher?: string | null;
  /** Units that its route has told of the matter. */
  readonly informed?: readonly string[];
  /** Department on whose duty list a raised matter stands that it may claim. */
  readonly claimant?: string | null;
  /** Unit that holds the township's order and whistles. */
  readonly township?: string | null;
  readonly centre?: string | null;
  /** Area or grid where the matter lies. */
  readonly area?: string | null;
  /** True when the caller proved to be the reporter, by link or code. */
  readonly reporter?: boolean;
}

type Rule = (actor: Actor, subject: Subject) => boolean;

const anyOf =
  (...rules: Rule[]): Rule =>
  (actor, subject) =>
    rules.some((rule) => rule(actor, subject));

const holder: Rule = (actor, { holder: unit, holders }) =>
  [unit, ...(holders ?? [])].some((each) => belongsTo(actor, each));
const informed: Rule = (actor, subject) => (subject.informed ?? []).some((unit) => belongsTo(actor, unit));
const verifier: Rule = (actor, subject) => subject.verifier !== subject.holder && belongsTo(actor, subject.verifier);
const dispatcher: Rule = (actor, subject) => belongsTo(actor, subject.dispatcher);
const claimant: Rule = (actor, subject) => belongsTo(actor, subject.claimant);
const township: Rule = (actor, subject) => belongsTo(actor, subject.township);
const principal: Rule = (actor, subject) => belongsTo(actor, subject.township, 'principal', 'deputy');
const centre: Rule = (actor, subject) => belongsTo(actor, subject.centre);
const reporter: Rule = (_actor, subject) => subject.reporter === true;
const inArea: Rule = (actor, subject) => covers(actor, subject.area);
const service: Rule = (actor) => actor.kind === 'internal';
const operator: Rule = (actor) => hasRole(actor, 'operator');

/** Staff who call the citizen back are never of a unit that handled the matter. */
const outsideCaller: Rule = (actor, subject) =>
  !holder(actor, subject) && anyOf(dispatcher, verifier, centre)(actor, subject);
/** Rules directive 3 and 4: a unit's receipt is anybody's of the unit, a person's is that person's. */
const person: Rule = (actor, subject) => actor.kind === 'staff' && actor.id === subject.person;
const target: Rule = (actor, subject) => (subject.person ? person(actor, subject) : holder(actor, subject));
const issuer: Rule = (actor, subject) => dispatcher(actor, subject) && !target(actor, subject);
const publisher: Rule = (actor, subject) =>
  belongsTo(actor, subject.centre, 'principal', 'deputy', 'head', 'analyst', 'supervisor');

const LEADING: readonly StaffRole[] = ['principal', 'deputy', 'head'];
/** Who leads the unit, or an office over it. */
const leader: Rule = (actor, subject) => {
  const leading = actor.memberships.filter(({ roles }) => roles.some((role) => LEADING.includes(role)));
  return anyOf(holder, inArea)({ ...actor, memberships: leading }, subject);
};

/** You see what lies in your area or is held by your unit; whoever dispatches, verifies or is told of it sees it too; the centre all. */
const sees = anyOf(holder, verifier, dispatcher, informed, township, centre, inArea, service);

/** The only place where it is decided who may do what. Each act names one rule. */
const ACTS = {
  'order.accept': holder,
  'order.return': holder,
  'order.progress': holder,
  'order.assist': holder,
  'order.delegate': holder,
  'order.resolve': holder,
  'order.raise': holder,
  'order.confirm': verifier,
  'order.send-back': verifier,
  'order.reassign': dispatcher,
  'order.cancel': dispatcher,
  'order.uphold-return': dispatcher,
  'order.overrule-return': dispatcher,
  'order.object': holder,
  'order.uphold-objection': centre,
  'order.overrule-objection': centre,
  'order.remind': anyOf(dispatcher, verifier, centre),
  'order.supervise': anyOf(dispatcher, verifier, centre),
  'order.extend': holder,
  'order.read': sees,
  'suspension.approve': dispatcher,
  'suspension.refuse': dispatcher,
  'ticket.mark': holder,
  'ticket.rule-objection': dispatcher,
  'ticket.suspend': holder,
  'extension.approve': verifier,
  'extension.refuse': verifier,
  'admission.apply': holder,
  'admission.approve': centre,
  'admission.refuse': centre,
  'admission.read': anyOf(holder, centre, service),
  'directive.draft': dispatcher,
  'directive.issue': dispatcher,
  'directive.remind': dispatcher,
  'directive.revoke': dispatcher,
  'directive.read': anyOf(dispatcher, centre, service),
  // States and counts, no words: an operator follows a directive as a ticket.
  'directive.progress': anyOf(dispatcher, centre, inArea, service, operator),
  'receipt.sign': target,
  'receipt.report': target,
  'receipt.confirm': issuer,
  'receipt.send-back': issuer,
  'receipt.read': anyOf(holder, target, dispatcher, centre, inArea, service),
  // What a directive says and what was reported: no area alone shows words.
  'receipt.words': anyOf(holder, target, dispatcher, centre, service),
  'ticket.assign': anyOf(dispatcher, centre),
  'ticket.redo': anyOf(dispatcher, centre),
  'ticket.reopen': anyOf(reporter, dispatcher, centre),
  'ticket.claim': holder,
  'ticket.merge': anyOf(dispatcher, centre),
  'ticket.split': anyOf(dispatcher, centre),
  'ticket.call-back': outsideCaller,
  // States and times, no words: an operator follows a ticket through the system.
  'ticket.read': anyOf(reporter, sees, claimant, operator),
  'ticket.words': sees,
  'ticket.reveal': holder,
  'whistle.request': township,
  'whistle.approve': principal,
  'whistle.decline': principal,
  'whistle.report-in': holder,
  'whistle.complete': township,
  'whistle.cancel': township,
  'whistle.rate': township,
  'whistle.read': sees,
  'hotline.manage': anyOf(centre, operator, service),
  'assessment.read': anyOf(holder, centre, inArea, service),
  // How somebody works is between them, who leads them, and the centre.
  'assessment.read-staff': anyOf(person, leader, centre, service),
  'assessment.open': publisher,
  'assessment.freeze': publisher,
  'assessment.publish': publisher,
  'assessment.propose': township,
  // Codes, counts and ids, no words: whoever sees a ticket's state sees what it has in common with others.
  'topic.read': anyOf(centre, inArea, service, operator),
  'appeal.make': holder,
  'appeal.review': publisher,
  'exemption.make': publisher,
  'profile.apply': operator,
  'route.dry-run': operator,
  'dead-letter.manage': anyOf(operator, service),
} satisfies Record<string, Rule>;

export type Act = keyof typeof ACTS;
export const ACT_NAMES = Object.keys(ACTS) as readonly Act[];

/** Pure: may this actor do this act on this subject? */
export function may(actor: Actor, act: Act, subject: Subject): boolean {
  return ACTS[act](actor, subject);
}

/** Throws `auth.forbidden` unless the actor may. */
export function require(actor: Actor, act: Act, subject: Subject): void {
  if (!may(actor, act, subject)) throw new DomainError('auth.forbidden', `${act} is not yours to do here`);
}
