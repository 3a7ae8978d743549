import { DomainError } from '@gridwhistle/kernel';
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  allCommands,
  allEvents,
  asyncApi,
  componentSchemas,
  ContractError,
  contractOfType,
  envelopeOf,
  Event,
  eventOf,
  Id,
  make,
  OrderIssued,
  OrderProgressed,
  ownerOf,
  parseContract,
  parseEnvelope,
  parseEvent,
  parseQuery,
  PlaceQuery,
  ReportMatter,
  ReturnOrder,
  subjectOf,
} from './index.js';

const ids = {
  orderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2c',
  ticketId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b',
  unit: '522730-water',
};

describe('event contracts', () => {
  it('give every event one owner and a valid example', () => {
    for (const event of allEvents()) {
      expect(ownerOf(event.entity)).toBe(event.owner);
      expect(event.check(event.example)).toBe(true);
    }
  });

  it('are JSON Schemas of the dialect that AsyncAPI and OpenAPI name', () => {
    const dialect = new Ajv2020({ strict: false });
    for (const schema of Object.values(componentSchemas())) expect(dialect.validateSchema(schema)).toBe(true);
  });

  it('refuse an event with a field that is not in the contract, so that words cannot slip in', () => {
    expect(() => make(OrderProgressed, { ...ids, text: 'secret' } as OrderProgressed)).toThrow(/has no field text/);
  });

  it('name every problem of wrong data', () => {
    const wrong = { ...ids, orderId: 'x', unit: 'a.b' };
    expect(() => make(OrderProgressed, wrong)).toThrow(/orderId.*unit/);
  });

  it('let a received event carry fields of a later, additive version', () => {
    expect(parseEvent(eventOf(OrderProgressed) as never, { ...ids, later: 1 })).toMatchObject(ids);
  });

  it('refuse a second owner of an entity and a wrong example while the module loads', () => {
    const doc = { summary: 'x', example: { ...ids, id: ids.orderId } };
    class Foreign {
      @Id() id!: string;
    }
    expect(() => Event('order.stolen', 1, { owner: 'intake', ...doc })(Foreign)).toThrow(/two owners/);
    expect(() => Event('order.odd', 1, { owner: 'dispatch', summary: 'x', example: { id: '1' } })(Foreign)).toThrow(
      /example of order.odd/,
    );
  });
});

describe('command contracts', () => {
  it('list every problem with its field', () => {
    const wrong = { text: '', place: { type: 'Point', coordinates: [1] }, photos: [{}], surprise: true };
    const problems = refusal(() => parseContract(ReportMatter, wrong)).details.map((d) => d.field);
    expect(problems).toEqual(
      expect.arrayContaining(['surprise', 'text', 'place.coordinates', 'photos.0.mediaType', 'photos.0.data']),
    );
  });

  it('say which fields there are in the place of an unknown one', () => {
    const wrong = { reason: 'Not ours', why: 'x' };
    expect(refusal(() => parseContract(ReturnOrder, wrong)).details).toEqual([
      {
        field: 'why',
        code: 'whitelistValidation',
        message: expect.stringMatching(/^is not known here: reason\b.* are$/),
      },
    ]);
  });

  it.each([{}, { reason: '' }, { reason: ' ' }])('let no return go without a reason: %j [rule 1a]', (body) => {
    expect(refusal(() => parseContract(ReturnOrder, body)).details).toMatchObject([{ field: 'reason' }]);
  });

  it.each([[null], [[]], ['text'], [undefined]])('refuse %j as a body', (body) => {
    expect(refusal(() => parseContract(ReportMatter, body)).code).toBe('input.invalid');
  });

  it('convert query parameters and treat empty ones as absent', () => {
    expect(parseQuery(PlaceQuery, { crs: '' })).toEqual({});
    expect(parseQuery(PlaceQuery, { crs: 'gcj02' })).toEqual({ crs: 'gcj02' });
  });
});

describe('the envelope', () => {
  const parts = {
    id: ids.orderId,
    district: '522730',
    aggregateId: ids.orderId,
    sequence: 3,
    time: new Date('2026-03-02T01:00:00Z'),
    ticketId: ids.ticketId,
    unit: ids.unit,
  };
  it('is a CloudEvent that survives the bus', () => {
    const sent = envelopeOf(eventOf(OrderIssued) as never, eventOf(OrderIssued).example, parts);
    const received = parseEnvelope(JSON.stringify(sent));
    expect(received).toEqual(sent);
    expect(received.sequence).toBe('0000000003');
    expect(contractOfType(received.type).cls).toBe(OrderIssued);
  });

  it.each(['nonsense', '[]', '{}', '{"specversion":"1.0"}'])('refuses %s', (text) => {
    expect(() => parseEnvelope(text)).toThrow(ContractError);
  });

  it('refuses an unknown version', () => {
    expect(() => contractOfType('order.issued.v99')).toThrow(/unknown event or version/);
  });

  it.each(['a.b', 'a b', '*', '>', 'Ä', ''])('never makes a subject of the unit code %j', (unit) => {
    expect(() => subjectOf('522730', 'order.issued', unit)).toThrow(ContractError);
  });

  it('has five tokens', () => {
    expect(subjectOf('522730', 'order.issued', null)).toBe('gw.522730.order.issued.none');
  });
});

describe('the AsyncAPI document', () => {
  it('holds every event and every command of the bus', () => {
    const { channels } = asyncApi('0.1.0') as { channels: Record<string, { address: string | null }> };
    const addresses = Object.values(channels).map((c) => c.address);
    for (const event of allEvents()) expect(addresses).toContain(`gw.{district}.${event.name}.{unit}`);
    for (const command of allCommands().filter((c) => c.bus)) {
      expect(addresses).toContain(`cmd.{district}.{unit}.${command.name}`);
    }
  });
});

function refusal(act: () => unknown): DomainError {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return error;
  }
  throw new Error('was not refused');
}
