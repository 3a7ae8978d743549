import { schemaOf, type ContractClass } from '../schema.js';
import { INCOMING_FIELDS, type MappedType } from './hotline-mapping.js';
import { HotlineCallBack, HotlineOrder, HotlineUrge, HotlineWithdrawal } from './hotline-order.js';

interface Schema {
  type?: string;
  format?: string;
  properties?: Record<string, Schema>;
  $ref?: string;
}
const NESTED = { caller: { properties: { name: { type: 'string' }, phone: { type: 'string' } } } };
const TYPES: Record<string, MappedType> = { string: 'text', boolean: 'flag', number: 'number', integer: 'number' };

/** Our fields by their paths, as the contract declares them. */
function fieldsOf(cls: ContractClass): Record<string, MappedType | undefined> {
  const { properties = {} } = schemaOf(cls) as Schema;
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, field]) => {
      const inner = name === 'caller' ? NESTED.caller.properties : undefined;
      if (inner) return Object.entries(inner).map(([below, { type }]) => [`${name}.${below}`, TYPES[type]]);
      return [[name, field.format === 'date-time' ? 'instant' : TYPES[field.type ?? '']]];
    }),
  );
}

describe('the fields that a mapping can fill', () => {
  it.each([
    ['order', HotlineOrder],
    ['callBack', HotlineCallBack],
    ['urge', HotlineUrge],
    ['withdrawal', HotlineWithdrawal],
  ] as const)('are those of the contract: %s', (part, cls) => {
    expect(INCOMING_FIELDS[part]).toEqual(fieldsOf(cls as ContractClass));
  });
});
