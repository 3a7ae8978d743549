import { officeCalendar, type WorkCalendar } from '@gridwhistle/clocks';
import { CHANNELS, SEVERITIES } from '@gridwhistle/kernel';
import type { ProfileDocument } from './document.js';
import type { RouteCondition } from './document/routes.js';
import type { Ladder } from './ladder.js';
import { fitsTime, placesOf } from './routing.js';

/** What a condition leaves of each thing that it may ask for: a matter fits that lies in all of them. */
export type Reach = Readonly<Record<Dimension, ReadonlySet<string>>>;
export type Dimension = 'categories' | 'severities' | 'arrivals' | 'words' | 'areas' | 'times';

const DAY_MINUTES = 1_440;
/** A Sunday and a Monday of no holiday: each minute of both stands for all of its kind. */
const SUNDAY = Date.parse('2026-03-01T00:00:00+08:00');
/** Most reports fall under no list of words. */
const NO_LIST = '';

/** Everything that can come in a district, and what of it conditions leave. */
export class Reaches {
  readonly all: Reach;
  private readonly places: ReadonlyMap<string, readonly string[]>;
  private readonly calendar: WorkCalendar;
  private readonly minutes: readonly Date[];

  constructor(
    private readonly document: ProfileDocument,
    ladder: Ladder,
  ) {
    this.places = new Map(document.grids.map((grid) => [grid.code, placesOf(grid, ladder)]));
    this.calendar = officeCalendar(document.calendar.officeHours, []);
    this.minutes = Array.from({ length: 2 * DAY_MINUTES }, (_, n) => new Date(SUNDAY + n * 60_000));
    this.all = {
      categories: new Set(document.categories.map(({ code }) => code)),
      severities: new Set(SEVERITIES),
      arrivals: new Set(this.arrivals({})),
      words: new Set([NO_LIST, ...(document.wordLists ?? []).map(({ code }) => code)]),
      areas: new Set(this.places.keys()),
      times: new Set(this.minutes.map(String)),
    };
  }

  of(when: RouteCondition): Reach {
    const { all } = this;
    const isTimed = when.hours !== undefined || when.workingDay !== undefined || when.officeHours !== undefined;
    return {
      categories: when.categories ? new Set(this.categories(when.categories)) : all.categories,
      severities: when.severities ? new Set(when.severities) : all.severities,
      arrivals: new Set(this.arrivals(when)),
      words: when.words ? new Set(when.words) : all.words,
      areas: when.areas ? new Set(this.grids(when.areas)) : all.areas,
      times: isTimed ? new Set(this.times(when)) : all.times,
    };
  }

  private categories(starts: readonly string[]): string[] {
    return [...this.all.categories].filter((code) => starts.some((start) => code.startsWith(start)));
  }

  private grids(areas: readonly string[]): string[] {
    return [...this.places].flatMap(([grid, places]) => (areas.some((area) => places.includes(area)) ? [grid] : []));
  }

  private times(when: RouteCondition): string[] {
    return this.minutes.filter((minute) => fitsTime(when, minute, this.calendar)).map(String);
  }

  /** By which channel, and whether as a hard case: only the hotline sends any, and where it sends nothing else all are. */
  private arrivals({ channels, hardCase }: RouteCondition): string[] {
    const sendsOthers = this.document.hotlineMode === 'everything';
    return (channels ?? [...CHANNELS]).flatMap((channel) =>
      (channel === 'hotline' ? [true, ...(sendsOthers ? [false] : [])] : [false])
        .filter((isHard) => hardCase === undefined || hardCase === isHard)
        .map((isHard) => `${channel} ${isHard}`),
    );
  }
}

const DIMENSIONS: readonly Dimension[] = ['categories', 'severities', 'arrivals', 'words', 'areas', 'times'];

/** The first thing of which nothing is left. */
export const emptyIn = (reach: Reach): Dimension | undefined => DIMENSIONS.find((each) => reach[each].size === 0);

/** Whether all that lies in one lies in the other. */
export const isWithin = (one: Reach, other: Reach): boolean =>
  DIMENSIONS.every((each) => isSubset(one[each], other[each]));

const isSubset = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one === other || (one.size <= other.size && [...one].every((value) => other.has(value)));
