/** What the reporter asked for. */
export interface Wishes {
  anonymous: boolean;
  confidential: boolean;
}

export interface ReporterDetails {
  name?: string;
  phone?: string;
}

/** Whoever asks to stay anonymous is not written down at all: what is not there can never be shown. */
export function keptOf(details: ReporterDetails | undefined, promise: Wishes): ReporterDetails | undefined {
  if (promise.anonymous || !details) return undefined;
  return details.name === undefined && details.phone === undefined ? undefined : details;
}

/** A confidential reporter is known to the centre only; an anonymous one to nobody. */
export function shownTo(promise: Wishes, centre: boolean): boolean {
  return !promise.anonymous && (centre || !promise.confidential);
}
