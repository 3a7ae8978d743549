import { Shape } from '../command.js';
import { Flag, Id, Ids, Optional, Text } from '../fields.js';

/** What intake is asked by a service that searches by words; all words must be there. Words are in no address line. */
@Shape()
export class WordSearch {
  @Text(40, 2) words!: string;
  /** Only tickets below this id. */
  @Optional() @Id() before?: string;
  /** Only among these. */
  @Optional() @Ids(10_001) among?: string[];
}

/** Tickets by their ids, newest first. */
@Shape()
export class WordsFound {
  @Ids(10_001) ids!: string[];
  /** False: there are older ones. */
  @Flag() complete!: boolean;
}
