/** How often each class was guessed where it was meant. */
export interface ClassFigures {
  readonly label: string;
  /** Texts of the class. */
  readonly texts: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Counts guesses against what was meant; as large as the number of classes, however many texts. */
export class Tally {
  private readonly meant = new Map<string, number>();
  private readonly guessed = new Map<string, number>();
  private readonly right = new Map<string, number>();

  add(meant: string, guess: string | undefined): void {
    count(this.meant, meant);
    if (guess !== undefined) count(this.guessed, guess);
    if (guess === meant) count(this.right, meant);
  }

  get texts(): number {
    return sum([...this.meant.values()]);
  }

  /** The share of right guesses; 0 without any text. */
  get accuracy(): number {
    return share(sum([...this.right.values()]), this.texts);
  }

  /** Of each class that was meant, by its label; one that was never right has 0. */
  classes(): ClassFigures[] {
    return [...this.meant].sort(byLabel).map(([label, texts]) => {
      const right = this.right.get(label) ?? 0;
      const [precision, recall] = [share(right, this.guessed.get(label) ?? 0), share(right, texts)];
      return { label, texts, precision, recall, f1: share(2 * precision * recall, precision + recall) };
    });
  }

  /** The mean of the classes' F1: a class of few texts counts as much as one of many. */
  get macroF1(): number {
    const classes = this.classes();
    return share(sum(classes.map(({ f1 }) => f1)), classes.length);
  }
}

const count = (counts: Map<string, number>, label: string): unknown => counts.set(label, (counts.get(label) ?? 0) + 1);
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const byLabel = ([a]: [string, number], [b]: [string, number]): number => (a < b ? -1 : 1);
