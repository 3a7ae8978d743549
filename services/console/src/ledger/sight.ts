import { may, type Actor, type Subject } from '@gridwhistle/platform';
import { areaScope, claimScope, unitScope, type Scope } from '../domain/scope.js';

/** What a caller may see of the ledger; `everything` when the whole district lies in their area. */
export interface Sight {
  everything: boolean;
  scopes: Scope[];
  /** The units the caller belongs to. */
  units: string[];
}

/** Whose words a caller may read: of all tickets, or of those that these units hold, verify or dispatch. */
export interface WordSight {
  everything: boolean;
  units: string[];
}

/**
 * As intake shows the words themselves: to the centre, and to whoever handles, verifies or dispatches the ticket now; an
 * area alone shows none. Asked of `may`, unit by unit.
 */
export function wordSightOf(actor: Actor, district: string): WordSight {
  const reads = (subject: Subject): boolean => may(actor, 'ticket.words', subject);
  const centres = actor.memberships.filter(({ kind, area }) => kind === 'centre' && area === district);
  const units = [...new Set(actor.memberships.map(({ unit }) => unit))];
  return {
    everything: actor.kind === 'internal' || centres.some(({ unit }) => reads({ centre: unit })),
    units: units.filter((unit) => reads({ holder: unit })),
  };
}

/**
 * The rule of `may` ("you see what lies in your area or is held by your unit") as scopes that an index can look up. It
 * is asked of `may` itself, area by area, so that there is one place where it is decided.
 */
export function sightOf(actor: Actor, district: string): Sight {
  const units = [...new Set(actor.memberships.map(({ unit }) => unit))];
  const areas = actor.memberships.flatMap(({ area, unit }) => [area, unit]).filter((code) => code !== undefined);
  const sees = (subject: Subject): boolean => may(actor, 'ticket.read', subject);
  // Nobody else claims anything: their searches read no list that is always empty.
  const departments = actor.memberships.filter(({ kind }) => kind === 'department').map(({ unit }) => unit);
  const scopes = [
    ...units.filter((unit) => sees({ holder: unit })).map(unitScope),
    ...[...new Set(departments)].filter((unit) => sees({ claimant: unit })).map(claimScope),
    ...[...new Set(areas)].filter((area) => sees({ area })).map(areaScope),
  ];
  return { everything: actor.kind === 'internal' || sees({ area: district }), scopes, units };
}
