/** China has one zone, without summer time. */
const ZONE_MS = 8 * 3_600_000;
const ZONE = '+08:00';

const PARTS: Readonly<Record<string, string>> = {
  yyyy: String.raw`(?<yyyy>\d{4})`,
  MM: String.raw`(?<MM>\d{1,2})`,
  dd: String.raw`(?<dd>\d{1,2})`,
  HH: String.raw`(?<HH>\d{1,2})`,
  mm: String.raw`(?<mm>\d{1,2})`,
  ss: String.raw`(?<ss>\d{1,2})`,
};
const TOKEN = /yyyy|MM|dd|HH|mm|ss/g;

/** A time as a platform writes it → RFC 3339 in China's zone; undefined when it is not written so, or is no time. */
export function readDate(text: string, format: string): string | undefined {
  const found = patternOf(format).exec(text.trim())?.groups;
  if (!found) return undefined;
  const part = (name: string, missing: string): string => (found[name] ?? missing).padStart(2, '0');
  const day = `${part('yyyy', '')}-${part('MM', '01')}-${part('dd', '01')}`;
  const time = `${part('HH', '0')}:${part('mm', '0')}:${part('ss', '0')}`;
  const at = Date.parse(`${day}T${time}${ZONE}`);
  // A day that does not exist is another day, or no time, when it is written again.
  return !Number.isNaN(at) && local(at).startsWith(`${day}T${time}`) ? `${day}T${time}${ZONE}` : undefined;
}

/** RFC 3339 → a time as a platform writes it. */
export function writeDate(instant: string, format: string): string {
  const [yyyy, MM, dd, HH, mm, ss] = local(Date.parse(instant)).split(/[-T:.]/);
  const parts: Record<string, string | undefined> = { yyyy, MM, dd, HH, mm, ss };
  return format.replace(TOKEN, (token) => parts[token] ?? token);
}

const local = (at: number): string => new Date(at + ZONE_MS).toISOString();

function patternOf(format: string): RegExp {
  const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const texts = format.split(TOKEN).map(literal);
  const tokens = format.match(TOKEN) ?? [];
  return new RegExp(`^${texts.map((text, n) => text + (PARTS[tokens[n] ?? ''] ?? '')).join('')}$`);
}
