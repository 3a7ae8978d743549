import { Command, Shape } from '../command.js';
import { Code, Flag, Ids, Instant, List, Nested, Objects, Optional, Whole } from '../fields.js';
import { WarningView } from '../warning.js';

/** Body of `POST /registry/routes/dry-run`. */
@Command('route.dry-run', {
  summary: 'See which tickets of the last days a changed set of routes would have sent elsewhere',
  bus: false,
  example: {
    routes: [{ id: 'default-grid', why: { zh: '诉求起于网格', en: 'Starts with the grid' }, when: {}, grade: 'grid' }],
    days: 30,
  },
})
export class DryRunRoutes {
  /** All routes, in the profile's own shape and order. */
  @Objects(1_000, 1) routes!: object[];
  /** In the profile's own shape; those in force where left out. */
  @Optional() @Objects(20) wordLists?: object[];
  /** 30 where nothing is said. */
  @Optional() @Whole(1, 92) days?: number;
}

/** By which route and where to. */
@Shape()
export class OutcomeView {
  @Code() rule!: string;
  @Optional() @Code() unit?: string;
  /** Id of the member of staff in the unit whom it is meant for. */
  @Optional() @Code() person?: string;
  /** The unit that decides, where the route sends it nowhere yet. */
  @Optional() @Code() waitsFor?: string;
}

/** Tickets that went one way and would have gone another. */
@Shape()
export class ShiftView {
  @Nested(() => OutcomeView) from!: OutcomeView;
  @Nested(() => OutcomeView) to!: OutcomeView;
  @Whole(1, 100_000) count!: number;
  /** The first of them. */
  @Ids(20) tickets!: string[];
}

/**
 * What a changed set of routes would have done with the tickets of the last days, each on the facts of the moment at which
 * the routes were asked. Areas, units and office hours are those in force; persons are not looked up.
 */
@Shape()
export class DryRunView {
  /** Tickets reported from then on. */
  @Instant() since!: string;
  @Whole(0, 100_000) judged!: number;
  /** Tickets of which nothing is kept: parts that were given to a unit, and those from before it was. */
  @Whole(0, 100_000) unjudged!: number;
  @Whole(0, 100_000) elsewhere!: number;
  /** By another route to where they went. */
  @Whole(0, 100_000) byAnotherRoute!: number;
  /** Those that would have gone elsewhere, most tickets first. */
  @List(() => ShiftView, 500) shifts!: ShiftView[];
  /** Tickets that would have gone elsewhere by ways that are not listed: there were more than 500. */
  @Whole(0, 100_000) unlisted!: number;
  /** False: there are more than 100,000 tickets, and the newest of them were not tried. */
  @Flag() complete!: boolean;
  @List(() => WarningView, 1_000) warnings!: WarningView[];
}
