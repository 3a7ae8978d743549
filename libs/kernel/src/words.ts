/** The field's words that contracts and domains share (one English word per concept). */

export const SERVICES = ['intake', 'dispatch', 'escalation', 'hotline-bridge', 'assessment', 'console'] as const;
export type ServiceName = (typeof SERVICES)[number];

/**
 * The steps of the ladder, lowest first. A locality's own area levels are profile data; these name who holds an order.
 * No locality needs all of them; `district` is the top of an installation, a city's counties stand below it.
 */
export const TIERS = ['grid', 'village', 'township', 'county', 'district'] as const;
export type Tier = (typeof TIERS)[number];

export const isBelowTownship = (tier: Tier): boolean => TIERS.indexOf(tier) < TIERS.indexOf('township');

/** What a unit is: a grid's own team, an area's office, a department, a township desk, the centre, a council. */
export const UNIT_KINDS = ['grid', 'office', 'department', 'desk', 'centre', 'council'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export const SEVERITIES = ['normal', 'emergency'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const CHANNELS = ['resident', 'grid-worker', 'hotline', 'chat', 'camera', 'partner'] as const;
export type Channel = (typeof CHANNELS)[number];

export const TICKET_STATES = ['reported', 'assigned', 'suspended', 'resolved', 'closed'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

export const OUTCOMES = ['solved', 'explained', 'self-help', 'invalid', 'merged', 'withdrawn'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The outcomes that a unit reports of its own work. */
export const HANDLED_OUTCOMES = ['solved', 'explained', 'self-help'] as const;
export type HandledOutcome = (typeof HANDLED_OUTCOMES)[number];

/** Who a matter belongs to (公家事, 大家事, 自家事): it climbs the ladder, is a council's, or people's own. */
export const MATTER_KINDS = ['government', 'shared', 'private'] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];

export const ORDER_STATES = ['issued', 'accepted', 'returned', 'resolved', 'confirmed', 'raised', 'cancelled'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const ORDER_ROLES = ['lead', 'assist'] as const;
export type OrderRole = (typeof ORDER_ROLES)[number];

/** Why an order came to a unit. */
export const ORDER_ORIGINS = [
  'route',
  'assign',
  'raise',
  'reassign',
  'delegate',
  'assist',
  'whistle',
  'redo',
  'council',
  'claim',
] as const;
export type OrderOrigin = (typeof ORDER_ORIGINS)[number];

/**
 * The four time units of limits (domain §3).
 * emergency-hour: runs nights and holidays · work-hour: one hour of office time · work-day: the office hours of one
 * day, whatever the profile makes them · natural-day: 24 hours, nights and holidays included.
 */
export const LIMIT_UNITS = ['emergency-hour', 'work-hour', 'work-day', 'natural-day'] as const;
export type LimitUnit = (typeof LIMIT_UNITS)[number];

/** `endorsed`: the first of two approvals is there, where the profile asks for two. */
export const EXTENSION_STATES = ['requested', 'endorsed', 'approved', 'refused', 'void'] as const;
export type ExtensionState = (typeof EXTENSION_STATES)[number];

export const SUSPENSION_STATES = ['requested', 'approved', 'refused', 'ended', 'void'] as const;
export type SuspensionState = (typeof SUSPENSION_STATES)[number];

export const DIRECTIVE_STATES = ['draft', 'issued', 'completed', 'revoked'] as const;
export type DirectiveState = (typeof DIRECTIVE_STATES)[number];

/** One target's copy of a directive. */
export const RECEIPT_STATES = ['issued', 'signed', 'reported', 'sent-back', 'confirmed', 'void'] as const;
export type ReceiptState = (typeof RECEIPT_STATES)[number];

/** An application for a duty to be given to grids at all. */
export const ADMISSION_STATES = ['requested', 'approved', 'refused'] as const;
export type AdmissionState = (typeof ADMISSION_STATES)[number];

/** What a whistle is for. */
export const WHISTLE_NATURES = ['problem', 'joint-enforcement', 'emergency'] as const;
export type WhistleNature = (typeof WHISTLE_NATURES)[number];

export const WHISTLE_STATES = [
  'requested',
  'approved',
  'declined',
  'summoned',
  'assembled',
  'completed',
  'cancelled',
] as const;
export type WhistleState = (typeof WHISTLE_STATES)[number];

export const SATISFACTIONS = ['satisfied', 'basically-satisfied', 'dissatisfied'] as const;
export type Satisfaction = (typeof SATISFACTIONS)[number];

export const CLOCK_KINDS = [
  'accept',
  'handling',
  'rating-window',
  'approval',
  'report-in',
  'dispatch',
  'review',
  'verification',
  'call-back',
] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

export const STAFF_ROLES = [
  'member',
  'head',
  'full-time',
  'part-time',
  'mentor',
  'dispatcher',
  'principal',
  'deputy',
  'supervisor',
  'analyst',
  'operator',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
