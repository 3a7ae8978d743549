import { join } from 'node:path';
import type { StaffRole, Tier } from '@gridwhistle/kernel';
import type { Box } from '@gridwhistle/registry';
import { readJson } from './json-file.js';

/** Facts that the generated parts of a profile are made from: `sources.json` in the profile's folder. */
export interface Sources {
  /** What there is at each depth of the tree of areas, the district first. */
  levels: Level[];
  /** The tree of areas. */
  district: Place;
  /** The box that is tiled, in WGS 84 degrees. */
  box: Box;
  grids: GridSources;
}

export interface Name {
  zh: string;
  en: string;
}

export interface Coded extends Name {
  /** Joined to the area's code. */
  code: string;
}

/** An area with those inside it; its code is the national one. */
export interface Place extends Coded {
  areas?: Place[];
}

/** What every area of a level has. */
export interface Level {
  /** The level's name, such as `township`. */
  level: string;
  tier: Tier;
  /** The area has a centre, which dispatches and holds no order. */
  centre?: Office;
  /** The area has an office; it dispatches where there is no centre. */
  office?: Office;
  /** The level whose unit dispatches here instead, such as a platform of the township for its villages. */
  dispatchedBy?: string;
  /** The area is a grid itself, and its office that grid's team. */
  grid?: boolean;
  departments?: Coded[];
  desks?: Coded[];
  council?: Council;
}

export interface Office extends Coded {
  /** Where it differs from the level's. */
  tier?: Tier;
  posts: Post[];
}

/** A post that is filled once; its holder may also lead the desk of that code. */
export interface Post {
  id: string;
  roles: StaffRole[];
  leads?: string;
}

/** As many areas of the level as `count` says have one, all where it says nothing; `members` is the sum over them. */
export interface Council extends Coded {
  count?: number;
  members: number;
  committees?: Committees;
}

/** `count` smaller councils below an area's own, `{n}` being their number there: more where there are more grids. */
export interface Committees extends Coded {
  count: number;
}

export interface GridSources {
  /** All coded grids of the district, those of upper levels included. */
  count: number;
  /** What the lowest are called, `{n}` being their number in the area. */
  name: Name;
  /** How the lowest spread: shares by kind of place. */
  weights: Record<PlaceKind, number>;
  team: Team[];
  micro?: MicroSources;
}

/** `count` people of one post, spread evenly over the grids; so many of them head a committee of their area too. */
export interface Team extends Post {
  count: number;
  crossPosts?: number;
}

/** Micro-grids, spread evenly over the grids of these kinds of places. */
export interface MicroSources {
  count: number;
  in: PlaceKind[];
  name: Name;
  team: Team[];
}

export type PlaceKind = 'subdistrictCommunity' | 'community' | 'village';

export async function readSources(folder: string): Promise<Sources> {
  return (await readJson(join(folder, 'sources.json'))) as unknown as Sources;
}

/**
 * By the national coding: the last three digits of a community are below 200, those of a village are not; those of a
 * subdistrict are below 100, those of a town are not.
 */
export function kindOf(place: Place, township: Place | undefined): PlaceKind {
  if (lastDigits(place) >= 200) return 'village';
  return township && lastDigits(township) < 100 ? 'subdistrictCommunity' : 'community';
}

const lastDigits = ({ code }: Place): number => Number(code.slice(-3));
