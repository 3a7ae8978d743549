import { Bundles } from './bundled.js';

/** What is read of a `.cpuprofile`: samples of nodes of the call tree, and the microseconds between them. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Percent of the time that the process was busy. */
export interface Share {
  readonly name: string;
  readonly percent: number;
}

export interface Hot {
  /** Percent of the profiled time in which the process was busy. */
  readonly busy: number;
  readonly packages: readonly Share[];
  readonly functions: readonly Share[];
}

const IDLE = '(idle)';
const BUNDLE = /\/\.cache\/services\//;

/** Where a process spent its busy time itself: by package and by function, the most first. */
export function hotSpots(profile: CpuProfile, checkout: string): Hot {
  const self = selfTimes(profile);
  const all = [...self.values()].reduce((sum, time) => sum + time, 0);
  const [packages, functions] = [new Map<string, number>(), new Map<string, number>()];
  const bundles = new Bundles();
  let busy = 0;
  for (const { id, callFrame } of profile.nodes) {
    const time = self.get(id) ?? 0;
    if (callFrame.functionName === IDLE) continue;
    busy += time;
    const place = placeOf(callFrame.url, checkout);
    const module = BUNDLE.test(callFrame.url)
      ? bundles.moduleAt(fileOf(callFrame.url), callFrame.lineNumber)
      : undefined;
    add(packages, packageOf(module ?? place) || callFrame.functionName, time);
    add(functions, functionOf(callFrame.functionName, module ?? numbered(place, callFrame.lineNumber)), time);
  }
  return { busy: (100 * busy) / all, packages: shares(packages, busy), functions: shares(functions, busy) };
}

function selfTimes({ samples, timeDeltas }: CpuProfile): Map<number, number> {
  const self = new Map<number, number>();
  samples.forEach((id, index) => add(self, id, Math.max(0, timeDeltas[index] ?? 0)));
  return self;
}

const fileOf = (url: string): string => url.replace(/^file:\/\//, '');

const numbered = (place: string, line: number): string => (place === '' ? '' : `${place}:${line + 1}`);

const functionOf = (name: string, place: string): string => `${name || '(anonymous)'} ${place}`.trim();

const placeOf = (url: string, checkout: string): string =>
  fileOf(url)
    .replace(`${checkout}/`, '')
    .replace(/^.*node_modules\//, 'node_modules/');

/** `node_modules/pg`, `libs/messaging`, `services/dispatch`, `node:internal`; nothing for what has no file. */
export function packageOf(place: string): string {
  if (place.startsWith('node:')) return place.split('/', 1)[0] ?? place;
  const parts = place.split('/');
  return parts.slice(0, parts[1]?.startsWith('@') ? 3 : 2).join('/');
}

function shares(times: ReadonlyMap<string, number>, whole: number): Share[] {
  const all = [...times].map(([name, time]) => ({ name, percent: (100 * time) / whole }));
  return all.sort((a, b) => b.percent - a.percent);
}

function add<K>(sums: Map<K, number>, key: K, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}
