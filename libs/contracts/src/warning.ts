import { Shape } from './command.js';
import { Optional, Text } from './fields.js';

/** Something about a profile that is not refused, but cannot be meant. */
@Shape()
export class WarningView {
  /** Dotted path into the document, such as `routes.3.when`. */
  @Optional() @Text(200) field?: string;
  @Optional() @Text(100) code?: string;
  @Text(1000) message!: string;
}
