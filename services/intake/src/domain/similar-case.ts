/** [longitude, latitude] in WGS 84 degrees. */
export type Place = readonly [number, number];

/** The profile's values: how near and how recent a matter of the same category must be (domain §4 rule 7). */
export interface SimilarCase {
  metres: number;
  hours: number;
}

/** Side of a cell in degrees: about 100 m, so a search of 50 m looks into at most nine cells. */
const CELL = 0.001;
const ROWS = 1_000_000;
const METRES_PER_DEGREE = 111_195;

/** Number of the cell a place lies in; reports are indexed by it. */
export function cellOf([lon, lat]: Place): number {
  return columnOf(lon) * ROWS + rowOf(lat);
}

/** The cells that a circle of `metres` around a place can touch. */
export function cellsAround([lon, lat]: Place, metres: number): number[] {
  const north = metres / METRES_PER_DEGREE;
  const east = north / Math.max(Math.cos(radians(lat)), 0.01);
  const columns = range(columnOf(lon - east), columnOf(lon + east));
  const rows = range(rowOf(lat - north), rowOf(lat + north));
  return columns.flatMap((column) => rows.map((row) => column * ROWS + row));
}

/** Metres between two places on a sphere; exact enough for hints. */
export function metresBetween(a: Place, b: Place): number {
  const [dLat, dLon] = [radians(b[1] - a[1]), radians(b[0] - a[0])];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a[1])) * Math.cos(radians(b[1])) * Math.sin(dLon / 2) ** 2;
  return 2 * Math.asin(Math.sqrt(h)) * radians(1) ** -1 * METRES_PER_DEGREE;
}

export interface Candidate {
  id: string;
  place: Place | undefined;
  sameWords: boolean;
}

/**
 * The most similar of the recent open matters: first one with the very same words, whatever it was filed under; else the
 * nearest within `metres`. A hint, never a merge.
 */
export function mostSimilar(
  place: Place | undefined,
  candidates: readonly Candidate[],
  metres: number,
): string | undefined {
  const twin = candidates.find((candidate) => candidate.sameWords);
  if (twin || !place) return twin?.id;
  const near = candidates.flatMap(({ id, place: there }) =>
    there ? [{ id, metres: metresBetween(place, there) }] : [],
  );
  return near.filter((one) => one.metres <= metres).sort((a, b) => a.metres - b.metres)[0]?.id;
}

/** What two texts are compared by: their letters and digits, in one form. */
export function sameWordsKey(...texts: readonly (string | undefined)[]): string {
  return texts
    .join('\n')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const columnOf = (lon: number): number => Math.floor((lon + 180) / CELL);
const rowOf = (lat: number): number => Math.floor((lat + 90) / CELL);
const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
