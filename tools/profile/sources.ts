import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Box } from '@gridwhistle/registry';

/** Facts that the generated parts of a profile are made from: `sources.json` in the profile's folder. */
export interface Sources {
  district: Place;
  /** The box that is tiled, in WGS 84 degrees. */
  box: Box;
  /** How many grids the district has. */
  grids: number;
  /** How grids spread: shares by kind of place. */
  weights: { subdistrictCommunity: number; community: number; village: number };
  /** Every township has these desks. */
  desks: Place[];
  townships: Township[];
}

export interface Place {
  code: string;
  zh: string;
  en: string;
}

export interface Township extends Place {
  villages: Place[];
}

export async function readSources(folder: string): Promise<Sources> {
  return JSON.parse(await readFile(join(folder, 'sources.json'), 'utf8')) as Sources;
}

/** In the national coding the last three digits of a community are below 200, those of a village are not. */
export const isCommunity = (village: Place): boolean => Number(village.code.slice(-3)) < 200;

/** In the national coding the last three digits of a subdistrict are below 100, those of a town are not. */
export const isSubdistrict = (township: Place): boolean => Number(township.code.slice(-3)) < 100;
