/** A way of looking into the ledger, by its query string. */
export interface Search {
  readonly name: string;
  readonly query: string;
  readonly by: 'centre' | 'township' | 'department';
  /** How many tickets of `1 … total` fit; above 10,000 the answer says "10,000+". */
  readonly fits?: (total: number) => number;
  /** The count may say that there are more: both the words and the caller's tickets are many. */
  readonly atLeast?: boolean;
}

/** The newest tickets are open. */
export const OPEN = 2_000;

export const TOWNSHIP = '522730001';

/** What people ask for: everything, by state, category, severity, channel, area and unit, together and by other callers. */
export const FILTERS: readonly Search[] = [
  { name: 'everything', query: '', by: 'centre', fits: (total) => total },
  { name: 'closed', query: 'state=closed', by: 'centre', fits: (total) => total - OPEN },
  { name: 'open', query: 'state=assigned', by: 'centre', fits: () => OPEN },
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

/** A word, and that one of so many tickets has it. */
export interface Word {
  readonly word: string;
  readonly every: number;
}

/** Two characters, as Chinese words mostly are; from what everybody speaks of to what hardly anybody does. */
export const WORDS: readonly Word[] = [
  { word: '漏水', every: 50 },
  { word: '油烟', every: 100 },
  { word: '路灯', every: 500 },
  { word: '垃圾', every: 1_000 },
  { word: '噪声', every: 10_000 },
];

const NARROWED = [50, 1_000];

/** Looks for each word of all; for the most frequent and a rare one within a township, as the township and as the department. */
export function wordSearches(isOfTownship: (n: number) => boolean): Search[] {
  const everywhere = WORDS.map(({ word, every }): Search => ({
    name: word,
    query: by(word),
    by: 'centre',
    fits: (total) => total / every,
  }));
  return [...everywhere, ...WORDS.filter(({ every }) => NARROWED.includes(every)).flatMap(narrowed(isOfTownship))];
}

const narrowed =
  (isOfTownship: (n: number) => boolean) =>
  ({ word, every }: Word): Search[] => {
    const [query, atLeast] = [by(word), true];
    const fits = (total: number): number => count(total, (n) => n % every === 0 && isOfTownship(n));
    const inHand = (total: number): number => count(total, (n) => n % every === 0 && n % 100 === 0 && n > total - OPEN);
    return [
      { name: `${word}, a township`, query: `${query}&area=${TOWNSHIP}`, by: 'centre', fits, atLeast },
      { name: `${word}, the township's own`, query, by: 'township', fits, atLeast },
      { name: `${word}, the township's own, closed`, query: `${query}&state=closed`, by: 'township' },
      { name: `${word}, in the department's hands`, query, by: 'department', fits: inHand },
    ];
  };

const by = (word: string): string => `words=${encodeURIComponent(word)}`;

function count(total: number, fits: (n: number) => boolean): number {
  let found = 0;
  for (let n = 1; n <= total; n += 1) if (fits(n)) found += 1;
  return found;
}
