import { may, type Actor, type Subject } from '@gridwhistle/platform';
import { areaScope, unitScope, type Scope } from '../domain/scope.js';

/** What a caller may see of the ledger; `everything` when the whole district lies in their area. */
export interface Sight {
  everything: boolean;
  scopes: Scope[];
  /** The units the caller belongs to. */
  units: string[];
}

/**
 * The rule of `may` ("you see what lies in your area or is held by your unit") as scopes that an index can look up. It
 * is asked of `may` itself, area by area, so that there is one place where it is decided.
 */
export function sightOf(actor: Actor, district: string): Sight {
  const units = [...new Set(actor.memberships.map(({ unit }) => unit))];
  const areas = actor.memberships.flatMap(({ area, unit }) => [area, unit]).filter((code) => code !== undefined);
  const sees = (subject: Subject): boolean => may(actor, 'ticket.read', subject);
  const scopes = [
    ...units.filter((unit) => sees({ holder: unit })).map(unitScope),
    ...[...new Set(areas)].filter((area) => sees({ area })).map(areaScope),
  ];
  return { everything: actor.kind === 'internal' || sees({ area: district }), scopes, units };
}
