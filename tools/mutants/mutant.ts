/** One rule switched off: the text that stands once in the file becomes another. */
export interface Mutant {
  readonly rule: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}
