import type { Profile } from '@gridwhistle/registry';
import { table } from '../gw/src/output.js';
import { refusal } from '../replay/http.js';
import type { Person } from '../replay/person.js';
import { HOUR_MS, type Span } from './arrivals.js';

interface Indicator {
  readonly code: string;
  readonly numerator: number;
  readonly denominator: number;
}
interface Assessment {
  readonly units: readonly { readonly indicators: readonly Indicator[] }[];
  readonly next?: string;
}

interface Sum {
  numerator: number;
  denominator: number;
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** Every indicator of every plan over all its periods of the span, as the assessment has it now. */
export async function assessmentTable(centre: Person, { document }: Profile, span: Span): Promise<string[]> {
  const rows: string[][] = [];
  for (const { code: plan, period, indicators } of document.plans) {
    const sums = new Map<string, Sum>();
    for (const each of periodsOf(span, MONTHS[period])) await addPeriod(centre, `/assessments/${plan}/${each}`, sums);
    for (const { code, name } of indicators) rows.push([plan, `${name.zh} · ${name.en}`, ...wordsOf(sums.get(code))]);
  }
  return table(['plan', 'indicator', 'cases', 'of', 'rate'], rows);
}

async function addPeriod(centre: Person, path: string, sums: Map<string, Sum>): Promise<void> {
  for (let cursor = ''; ;) {
    const answer = await centre.get<Assessment>(`${path}?limit=200${cursor}`);
    if (answer.status !== 200) throw refusal(path, answer);
    for (const { indicators } of answer.body.units) indicators.forEach((each) => add(sums, each));
    if (answer.body.next === undefined) return;
    cursor = `&cursor=${encodeURIComponent(answer.body.next)}`;
  }
}

function add(sums: Map<string, Sum>, { code, numerator, denominator }: Indicator): void {
  const sum = sums.get(code) ?? { numerator: 0, denominator: 0 };
  sums.set(code, { numerator: sum.numerator + numerator, denominator: sum.denominator + denominator });
}

/** Nothing divided by nothing is neither 0 nor 100 %. */
function wordsOf({ numerator, denominator }: Sum = { numerator: 0, denominator: 0 }): string[] {
  const rate = denominator === 0 ? 'no cases' : `${((100 * numerator) / denominator).toFixed(2)} %`;
  return [String(Math.round(100 * numerator) / 100), String(denominator), rate];
}

/** Codes of the periods of a length that the span lies in: `2026-03`, `2026-q1`, `2026`. */
export function periodsOf({ from, to }: Span, months: 1 | 3 | 12): string[] {
  const [first, last] = [monthOf(from), monthOf(to - HOUR_MS)];
  const codes: string[] = [];
  for (let month = first - (first % months); month <= last; month += months) codes.push(codeOf(month, months));
  return codes;
}

function monthOf(at: number): number {
  const local = new Date(at + 8 * HOUR_MS);
  return local.getUTCFullYear() * 12 + local.getUTCMonth();
}

function codeOf(month: number, months: 1 | 3 | 12): string {
  const [year, nth] = [Math.floor(month / 12), (month % 12) / months + 1];
  if (months === 12) return String(year);
  return months === 3 ? `${year}-q${nth}` : `${year}-${String(nth).padStart(2, '0')}`;
}
