import { standClock, type Clock, type Suspension, type WorkCalendar } from '@gridwhistle/clocks';

/** The clock with all times in which it stood, in whatever order they became known. One that has ended is left as it is. */
export function standing(clock: Clock, times: readonly Suspension[], calendar: WorkCalendar): Clock {
  if (clock.state === 'ended') return clock;
  return standClock(clock, joined(times, clock.startedAt), calendar);
}

/** It still stands. */
export const isOpen = ({ to }: Suspension): boolean => to === null;

/** What of the times lies after a moment, in order; those that overlap are one. */
function joined(times: readonly Suspension[], start: Date): Suspension[] {
  const after = times
    .filter(({ to }) => to === null || to > start)
    .map((each) => ({ ...each, from: later(each.from, start) }));
  const inOrder = after.sort((one, other) => one.from.getTime() - other.from.getTime());
  return inOrder.reduce<Suspension[]>((all, next) => {
    const last = all.at(-1);
    if (!last || (last.to && last.to < next.from)) return [...all, next];
    return [...all.slice(0, -1), { from: last.from, to: last.to && next.to && later(last.to, next.to) }];
  }, []);
}

const later = (one: Date, other: Date): Date => (one > other ? one : other);
