/**
 * Settings: described, validated environment variables, read once in a service's `main.ts`.
 * A start with a bad, missing or unknown `GW_*` variable is refused with every problem listed at once.
 */
export interface Setting<T> {
  /** One sentence for the settings table in the docs. */
  readonly description: string;
  /** A valid value; shown in the docs and used where only the shape of a service is needed (OpenAPI). */
  readonly example: string;
  /** Turns the text into the value; throws an Error whose message says what is expected. */
  readonly parse: (raw: string) => T;
  /** Present (even as `undefined`): the setting may be left out. Absent: it is required. */
  readonly default?: T;
  /** True: the value is never printed. */
  readonly secret?: boolean;
}

export type SettingsSpec = Readonly<Record<string, Setting<unknown>>>;

/** The spec that yields settings of shape `S`. */
export type Spec<S> = { readonly [K in keyof S]-?: Setting<S[K]> };

export type SettingsOf<D extends SettingsSpec> = { readonly [K in keyof D]: D[K] extends Setting<infer T> ? T : never };

/** Every problem of an environment; the message lists them, one a line, without showing a value. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`the settings are not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'SettingsError';
  }
}

/** One setting whose type comes from its parser alone; for those with a default. */
export function setting<T>(described: Omit<Setting<T>, 'default'> & { default?: NoInfer<T> }): Setting<T> {
  return described;
}

/** Checks the spec itself: every key is `GW_…` and its example parses. */
export function defineSettings<D extends SettingsSpec>(spec: D): D {
  for (const [key, setting] of Object.entries(spec)) {
    if (!/^GW_[A-Z0-9_]+$/.test(key)) throw new Error(`a setting is named GW_…, not ${key}`);
    setting.parse(setting.example);
  }
  return spec;
}

/** Reads and validates all settings; throws SettingsError with every missing, bad and unknown key. */
export function readSettings<S>(spec: Spec<S>, env: Readonly<Record<string, string | undefined>>): S {
  const problems: string[] = [];
  const entries = Object.entries<Setting<unknown>>(spec).map(([key, setting]) => {
    return [key, readOne(key, setting, env[key], problems)] as const;
  });
  for (const key of Object.keys(env)) {
    if (key.startsWith('GW_') && !(key in spec)) problems.push(`${key}: unknown setting`);
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return Object.fromEntries(entries) as S;
}

/** Settings made of the examples, for work that needs a service's shape but no server. */
export function exampleSettings<S>(spec: Spec<S>): S {
  const examples = Object.entries<Setting<unknown>>(spec).map(([key, setting]) => [key, setting.example] as const);
  return readSettings(spec, Object.fromEntries(examples));
}

function readOne(key: string, setting: Setting<unknown>, raw: string | undefined, problems: string[]): unknown {
  if (raw === undefined || raw === '') {
    if (!('default' in setting)) problems.push(`${key}: missing (${setting.description})`);
    return setting.default;
  }
  try {
    return setting.parse(raw);
  } catch (error) {
    problems.push(`${key}: ${error instanceof Error ? error.message : 'not valid'}`);
    return undefined;
  }
}
