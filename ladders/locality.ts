import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { CHECKOUT } from '@gridwhistle/testing/servers';
import { Profile } from '@gridwhistle/registry';
import type { Check } from '../tools/replay/checks.js';
import { District } from '../tools/replay/district.js';
import { ownWorld, type World } from '../tools/replay/world.js';
import { loadProfileFolder } from '../tools/profile/folder.js';
import type { DistrictData } from '../tools/start/demo-profile.js';
import { settleBooks } from './books.js';
import { CountingFaces } from './faces.js';
import { playMixed } from './mixed.js';
import type { Scene } from './scene.js';
import { tellStories } from './story/telling.js';
import { Tally } from './tally.js';

export interface Wanted {
  readonly district: string;
  readonly tickets: number;
  readonly seed: string;
  readonly storyOnly: boolean;
}

const sinceStart = (begin: number): string => `${Math.round((performance.now() - begin) / 1000)} s`;

/** Starts a locality, tells its story, plays the mixed tickets, and compares the books; returns everything that had to hold. */
export async function runLocality(
  wanted: Wanted,
  print: (line: string) => void,
  started: (world: World) => void,
): Promise<Check[]> {
  const begin = performance.now();
  const data = await loadProfileFolder(join(CHECKOUT, 'profiles', wanted.district));
  const { zh, en } = data.profile.district.name;
  print(`\n${zh} (${en})`);
  const world = await ownWorld({ district: wanted.district }, undefined, print);
  started(world);
  const faces = new CountingFaces(world.installation.url);
  const scene = sceneOf(world, data, faces);
  print(`serves after ${sinceStart(begin)}`);
  const told = await tellStories(scene, wanted.district, print);
  print(`story told after ${sinceStart(begin)}`);
  const checks = wanted.storyOnly ? told : [...told, ...(await mix(scene, faces, wanted, print))];
  print(`over after ${sinceStart(begin)}`);
  return checks;
}

async function mix(
  scene: Scene,
  faces: CountingFaces,
  { tickets, seed }: Wanted,
  print: (line: string) => void,
): Promise<Check[]> {
  const counted = { ...scene, tally: new Tally() };
  const mixed = await playMixed(counted, tickets, seed);
  return settleBooks(counted, faces, { mixed, tickets }, print);
}

/** Who works where is read from the profile's folder: a city's registry has thousands of pages. */
function sceneOf(
  { installation, hotline }: World,
  { profile: document, staff }: DistrictData,
  faces: CountingFaces,
): Scene {
  if (!hotline) throw new Error('a world of its own has a 12345');
  const district = new District(faces, installation, { ...document, ...staff });
  const profile = new Profile(document);
  return { profile, district, installation, hotline, run: randomUUID().slice(0, 8), tally: new Tally() };
}
