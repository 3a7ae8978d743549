import { DomainError, isBelowTownship, type OrderState } from '@gridwhistle/kernel';
import { Database, InternalClient, type Actor } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { KnownOrder, WhistleRules } from './domain/whistle.js';
import { KnownOrderStore } from './known-order.store.js';

type AskedOrder = Pick<KnownOrder, 'ticketId' | 'unit'> & { state: OrderState };

const ENDED: readonly OrderState[] = ['confirmed', 'raised', 'cancelled'];

/** What is known of the order that a whistle is asked for. */
@Injectable()
export class WhistleAsking {
  constructor(
    private readonly database: Database,
    private readonly orders: KnownOrderStore,
    private readonly client: InternalClient,
  ) {}

  /**
   * From its events; while they are on their way, its owner is asked; while the owner is away, undefined: then the wish
   * is recorded, and dispatch rules when it is approved.
   * @throws DomainError `order.unknown` when its owner knows no such order
   */
  async orderOf(orderId: string): Promise<KnownOrder | undefined> {
    const known = await this.orders.find(this.database.source.manager, orderId);
    if (known) return known;
    try {
      const path = `/internal/orders/${orderId}/result`;
      const { ticketId, unit, state } = await this.client.get<AskedOrder>('dispatch', path);
      return { ticketId, unit, role: 'lead', ended: ENDED.includes(state), forwarded: state === 'resolved' };
    } catch (error) {
      if (error instanceof DomainError && error.code === 'unavailable') return undefined;
      throw error;
    }
  }

  /** As it is when the wish is recorded: what ends the order comes before, and refuses the wish, or after it. */
  async held(tx: EntityManager, orderId: string): Promise<KnownOrder | undefined> {
    return (await this.orders.hold(tx, orderId)) ?? undefined;
  }
}

/** The profile's answers to what the rules of a whistle ask. */
export function whistleRules(profile: Profile): WhistleRules {
  return {
    kinds: profile.document.whistles.map(({ code }) => code),
    isDepartment: (unit, township) => {
      const isOne = profile.unit(unit)?.kind === 'department';
      return isOne && profile.verifierOf(unit).code === profile.centre(profile.unit(township)?.area).code;
    },
    mayAsk: (kind, code) => {
      const unit = profile.unit(code);
      const isOffice = unit?.kind === 'office' || unit?.kind === 'grid';
      return isOffice && (profile.whistleKind(kind)?.askers.includes(unit.tier) ?? false);
    },
  };
}

/** The unit in whose name the caller asks: the order's holder where it is known, else a unit that may ask at all. */
export function holderAsking(actor: Actor, kind: string, order: KnownOrder | undefined, profile: Profile): string {
  const units = actor.memberships.map((membership) => membership.unit);
  const rules = whistleRules(profile);
  const asker = order
    ? units.find((unit) => unit === order.unit)
    : (units.find((unit) => rules.mayAsk(kind, unit)) ?? units[0]);
  if (!asker) throw new DomainError('auth.forbidden', 'only the unit that holds the order may whistle for it');
  return asker;
}

/** Whose principal rules on it: the unit's own, or that of the township above; nothing leaves the township before. */
export function townshipOf(asker: string, profile: Profile): string {
  let unit = profile.unit(asker);
  while (unit && isBelowTownship(unit.tier)) unit = profile.unitAbove(unit.code);
  if (!unit) throw new DomainError('whistle.not-allowed', `no township stands above ${asker}`);
  return unit.code;
}
