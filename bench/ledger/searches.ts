/** A way of looking into the ledger, by its query string. */
export interface Search {
  readonly name: string;
  readonly query: string;
  readonly by: 'centre' | 'township' | 'department';
  /** How many tickets of `1 … total` fit; above 10,000 the answer says "10,000+". */
  readonly fits?: (total: number) => number;
}

export const TOWNSHIP = '522730001';

/** What people ask for: everything, by state, category, severity, channel, area and unit, together and by other callers. */
export const FILTERS: readonly Search[] = [
  { name: 'everything', query: '', by: 'centre', fits: (total) => total },
  { name: 'closed', query: 'state=closed', by: 'centre', fits: (total) => total - 2_000 },
  { name: 'open', query: 'state=assigned', by: 'centre', fits: () => 2_000 },
  { name: 'rare category', query: 'category=0605', by: 'centre', fits: (total) => total / 100 },
  { name: 'emergencies', query: 'severity=emergency', by: 'centre', fits: (total) => total / 1000 },
  { name: 'overdue', query: 'overdue=true', by: 'centre' },
  { name: 'a department', query: 'unit=522730-hrss', by: 'centre', fits: (total) => total / 100 },
  { name: 'a township, open', query: `area=${TOWNSHIP}&state=assigned`, by: 'centre' },
  { name: 'a township, hotline', query: `area=${TOWNSHIP}&channel=hotline`, by: 'centre' },
  { name: 'a township, outcome', query: `area=${TOWNSHIP}&outcome=explained&category=0605`, by: 'centre' },
  { name: "the township's own", query: '', by: 'township' },
  { name: "the township's own, open", query: 'state=assigned', by: 'township' },
  { name: "the department's own", query: '', by: 'department', fits: (total) => total / 100 },
];

/** Two characters, as Chinese words mostly are. */
export const WORDS: readonly string[] = ['漏水', '油烟', '路灯', '垃圾', '噪声'];
