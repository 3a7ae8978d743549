/** A reason that a unit gave for an act, as dispatch tells it. */
export interface Reason {
  readonly act: string;
  readonly at: string;
  readonly text: string;
}

/** The reason given for an act at a moment: an act may come several times on one order. */
export function reasonFor(act: string, at: Date, reasons: readonly Reason[]): string | undefined {
  const given = reasons.filter((reason) => reason.act === act && Date.parse(reason.at) <= at.getTime());
  return given.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).at(-1)?.text;
}
