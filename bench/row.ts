/** One measured number beside its limits. Every figure is a ratio, or stands beside what it is measured against. */
export interface Figure {
  readonly what: string;
  /** NaN when it could not be measured: then it is missed. */
  readonly value: number;
  readonly unit: string;
  /** Must be reached. */
  readonly floor: number;
  /** Is the aim. */
  readonly stretch: number;
  readonly better: 'higher' | 'lower';
  /** What was measured along with it: the two sides of a ratio, shares of the CPU, how long. */
  readonly beside?: Readonly<Record<string, number | string>>;
}

/** What a row is told about the run. */
export interface Terms {
  /** Also what takes longer than the ordinary run has time for. */
  readonly full: boolean;
  /** The first of `PORTS` ports in a row that nobody listens on; a row may use all of them. */
  readonly port: number;
  /** An empty folder for the row alone, at a place that PostgreSQL's account can reach; removed after the row. */
  readonly folder: string;
  /** A folder for CPU profiles of the services, when they are wanted. */
  readonly profiles?: string;
  /** Ends something that the row started, also when the run is broken off. Ends run in reverse order. */
  atEnd(stop: () => Promise<unknown>): void;
}

/** A line of the table: `bench/<row>/row.ts` exports it as `row`. */
export interface Row {
  readonly id: string;
  readonly what: string;
  /** Only with `--full`. */
  readonly full?: boolean;
  /** Measures. `say` prints a line of progress. */
  run(say: (line: string) => void, terms: Terms): Promise<Figure[]>;
}

/** Ports that a row may use from `Terms.port` on. */
export const PORTS = 40;
