import type { HotlineMessageKind } from './hotline-order.js';

/** How a 12345 platform's fields become ours and ours become its: data, part of the profile. */
export interface HotlinePlatform {
  /** Names it in addresses: `POST /hotline/v1/platforms/{code}/orders`. */
  code: string;
  name: { zh: string; en: string };
  /** What the platform's coordinates are; WGS 84 when nothing is said. */
  crs?: 'wgs84' | 'gcj02';
  order: IncomingMapping;
  callBack?: IncomingMapping;
  urge?: IncomingMapping;
  withdrawal?: IncomingMapping;
  /** For each message the first row that fits; a message that no row fits is parked. */
  outgoing: OutgoingMapping[];
  /** Messages that the platform does not want. */
  silent: HotlineMessageKind[];
}

/** What a platform may tell, by the name of its mapping. */
export type HotlineIncoming = 'order' | 'callBack' | 'urge' | 'withdrawal';

/** Our field → where it comes from. */
export interface IncomingMapping {
  /** There is nothing to take unless each of these paths holds something: columns that are filled only later. */
  if?: string[];
  fields: Record<string, MappingRule>;
}

/** The platform's path → which of our message's fields stands there. */
export interface OutgoingMapping {
  message: HotlineMessageKind;
  /** Our field → the values under which this row is used. */
  when?: Record<string, MappedValue[]>;
  /** Appended to the platform's address: GW_HOTLINE_PLATFORMS, GW_HOTLINE_URL. */
  path: string;
  fields: Record<string, MappingRule>;
}

export type MappedValue = string | number | boolean;

/** One value. Exactly one of `from` and `always` says where it comes from. */
export interface MappingRule {
  /** Dotted path (`caller.phone`, `steps.0.unit`); of several the filled ones are joined with `with`. */
  from?: string | string[];
  with?: string;
  always?: MappedValue;
  /** The text is a cascade, its levels separated by this. */
  split?: string;
  /**
   * Theirs → ours, or ours → theirs. A cascade (several paths, or `split`) is looked up whole, its levels joined with
   * `/`, then without its last level, and so on. A value that is not in the table is a problem, unless `otherwise`
   * says what it means; null leaves our field out.
   */
  codes?: Record<string, MappedValue>;
  otherwise?: MappedValue | null;
  /** The value where nothing stands at the path; without it our field is left out. */
  absent?: MappedValue;
  /** How the platform writes a time, in China's zone: `yyyy-MM-dd HH:mm:ss` or parts of it. RFC 3339 without it. */
  date?: string;
}

/** What a value of ours is; codes are texts that the contract knows one by one. */
export type MappedType = 'text' | 'number' | 'flag' | 'instant';
export type MappedTypes = Readonly<Record<string, MappedType>>;

/** Our fields that a platform's message can fill; a test compares them with the contracts. */
export const INCOMING_FIELDS: Readonly<Record<HotlineIncoming, MappedTypes>> = {
  order: {
    number: 'text',
    title: 'text',
    content: 'text',
    kind: 'text',
    category: 'text',
    address: 'text',
    longitude: 'number',
    latitude: 'number',
    severity: 'text',
    confidential: 'flag',
    hardCase: 'flag',
    'caller.name': 'text',
    'caller.phone': 'text',
    calledAt: 'instant',
    askedUntil: 'instant',
  },
  callBack: {
    number: 'text',
    reached: 'flag',
    responded: 'flag',
    solved: 'flag',
    satisfaction: 'text',
    round: 'number',
  },
  urge: { number: 'text', reason: 'text' },
  withdrawal: { number: 'text', reason: 'text' },
};

const ALWAYS: MappedTypes = {
  id: 'text',
  number: 'text',
  ticketId: 'text',
  message: 'text',
  round: 'number',
  at: 'instant',
};
const UNIT: MappedTypes = { unit: 'text', unitName: 'text' };
const LIMIT: MappedTypes = { dueAt: 'instant', provisional: 'flag' };

/** Fields of our messages that a platform's message can show. */
export const OUTGOING_FIELDS: Readonly<Record<HotlineMessageKind, MappedTypes>> = {
  accepted: { ...ALWAYS, ...UNIT, ...LIMIT },
  progress: { ...ALWAYS, ...UNIT, act: 'text', toUnit: 'text', toUnitName: 'text' },
  returned: { ...ALWAYS, ...UNIT, reason: 'text' },
  'extension-asked': { ...ALWAYS, ...UNIT, amount: 'number', measure: 'text', reason: 'text' },
  extended: { ...ALWAYS, ...LIMIT },
  suspended: { ...ALWAYS, until: 'instant' },
  continued: { ...ALWAYS, ...LIMIT },
  result: { ...ALWAYS, ...UNIT, outcome: 'text', onTime: 'flag', result: 'text', proofs: 'number' },
  closed: { ...ALWAYS, outcome: 'text', by: 'text' },
  reopened: { ...ALWAYS, reason: 'text' },
};
