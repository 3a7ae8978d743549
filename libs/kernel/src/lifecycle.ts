import { DomainError, type ErrorCode } from './errors.js';

/** A named predicate beside a lifecycle: undefined when the act may happen, the refusal when it may not. */
export interface Guard<Context> {
  readonly name: string;
  readonly check: (context: Context) => Refusal | undefined;
}

export interface Refusal {
  code: ErrorCode;
  message: string;
  /** Of what is asked for, where one of it is wrong. */
  field?: string | undefined;
}

/** One row of the table. `from: null` creates; `by` says in the field's words who performs the act. */
export interface Transition<State extends string, Act extends string, Context> {
  from: State | null;
  act: Act;
  to: State;
  by: string;
  guards?: readonly Guard<Context>[];
}

export interface LifecycleTable<State extends string, Act extends string, Context> {
  name: string;
  states: readonly State[];
  final: readonly State[];
  transitions: readonly Transition<State, Act, Context>[];
}

export interface Lifecycle<State extends string, Act extends string, Context> {
  readonly table: LifecycleTable<State, Act, Context>;
  /** The state after `act`; throws `lifecycle.wrong-transition`, or the first guard's refusal with all refusals in details. */
  next(state: State | null, act: Act, context: Context): State;
  /** The acts the table knows from this state; guards may still refuse them. */
  allowed(state: State | null): Act[];
  /** A Mermaid state diagram, for the docs. */
  diagram(): string;
}

/** Builds a lifecycle and refuses a table that cannot be right: it fails when the module loads, not at 3 a.m. */
export function lifecycle<State extends string, Act extends string, Context = undefined>(
  table: LifecycleTable<State, Act, Context>,
): Lifecycle<State, Act, Context> {
  const problems = problemsOf(table);
  if (problems.length > 0) throw new Error(`lifecycle ${table.name}: ${problems.join('; ')}`);
  const allowed = (state: State | null): Act[] => table.transitions.filter((t) => t.from === state).map((t) => t.act);
  return {
    table,
    allowed,
    next: (state, act, context) => {
      const row = table.transitions.find((t) => t.from === state && t.act === act);
      if (!row) throw wrongTransition(table.name, state, act, allowed(state));
      refuseByGuards(row.guards ?? [], context);
      return row.to;
    },
    diagram: () => diagramOf(table),
  };
}

function refuseByGuards<Context>(guards: readonly Guard<Context>[], context: Context): void {
  const refusals = guards.map((guard) => guard.check(context)).filter((refusal) => refusal !== undefined);
  const [first] = refusals;
  if (first) throw new DomainError(first.code, first.message, refusals);
}

function wrongTransition(name: string, state: string | null, act: string, allowed: string[]): DomainError {
  const from = state ?? 'nothing';
  const next = allowed.length > 0 ? `possible now: ${allowed.join(', ')}` : 'nothing more can be done with it';
  return new DomainError('lifecycle.wrong-transition', `a ${name} that is ${from} cannot ${act}; ${next}`, [
    { field: 'state', code: from, message: `is ${from}` },
  ]);
}

function problemsOf<S extends string, A extends string, C>(table: LifecycleTable<S, A, C>): string[] {
  const { states, final, transitions } = table;
  const leaving = (state: S | null) => transitions.filter((t) => t.from === state);
  const reached = reachable(table);
  const unknown = transitions.flatMap((t) => [t.from, t.to].filter((s) => s !== null && !states.includes(s)));
  const twice = transitions.filter((t, i) => transitions.findIndex((o) => o.from === t.from && o.act === t.act) !== i);
  return [
    ...(leaving(null).length === 0 ? ['nothing creates it'] : []),
    ...unknown.map((s) => `unknown state ${s}`),
    ...twice.map((t) => `two rows for ${t.from ?? 'creation'} + ${t.act}`),
    ...states.filter((s) => !reached.has(s)).map((s) => `${s} cannot be reached`),
    ...states
      .filter((s) => !final.includes(s) && leaving(s).length === 0)
      .map((s) => `${s} is a dead end but not final`),
  ];
}

function reachable<S extends string, A extends string, C>(table: LifecycleTable<S, A, C>): Set<S> {
  const reached = new Set(table.transitions.filter((t) => t.from === null).map((t) => t.to));
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    for (const t of table.transitions) if (t.from !== null && reached.has(t.from)) reached.add(t.to);
  }
  return reached;
}

function diagramOf<S extends string, A extends string, C>(table: LifecycleTable<S, A, C>): string {
  const label = (t: Transition<S, A, C>) => [t.act, ...(t.guards ?? []).map((g) => `[${g.name}]`)].join(' ');
  const rows = table.transitions.map((t) => `  ${t.from ?? '[*]'} --> ${t.to}: ${label(t)} (${t.by})`);
  return ['stateDiagram-v2', ...rows, ...table.final.map((s) => `  ${s} --> [*]`)].join('\n');
}
