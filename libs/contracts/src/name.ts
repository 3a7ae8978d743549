import { Shape } from './command.js';
import { Text } from './fields.js';

/** A name or sentence of the profile, in both languages of the console. */
@Shape()
export class NameView {
  @Text(200) zh!: string;
  @Text(300) en!: string;
}
