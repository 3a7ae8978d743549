import type { Detail } from '@gridwhistle/kernel';
import { problem } from '../draft.js';
import type { Profile } from '../profile.js';
import type { StaffDocument } from '../staff.js';

/** Whom a route names is an active member of every unit that it may lead to: an order must not name a stranger. */
export function routePersonProblems(profile: Profile, { staff }: StaffDocument): Detail[] {
  const active = staff.filter((person) => person.active);
  const posts = new Set(active.flatMap(({ id, memberships }) => memberships.map(({ unit }) => `${id} ${unit}`)));
  return profile.document.routes.flatMap((route, index) => {
    const { person } = route;
    const stranger = profile.unitsOfRoute(route).find(({ code }) => !posts.has(`${person} ${code}`));
    if (person === undefined || !stranger) return [];
    const message = `${person} is no active member of ${stranger.code}`;
    return [problem(`routes.${index}.person`, 'route.person-not-in-unit', message)];
  });
}
