import type { AdmissionView, DirectiveView, ReceiptView } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import {
  Database,
  decodeCursor,
  limitOf,
  may,
  pageOf,
  require,
  type Actor,
  type Page,
  type PageQuery,
} from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { admissionViewOf } from './admission-application.commands.js';
import { AdmissionStore } from './admission-application.store.js';
import { DirectiveLists } from './directive.lists.js';
import { DirectiveNoteStore } from './directive-note.store.js';
import type { DirectiveProgress, DirectiveQuery, ProgressQuery, ReceiptQuery } from './directive.query.js';
import { DirectiveStore } from './directive.store.js';
import { directiveViewOf, receiptSubjectOf, receiptViewOf, wordsOfReceipt } from './directive.views.js';
import type { Directive } from './domain/directive.js';
import { progressOf } from './domain/progress.js';
import { unknownReceipt } from './receipt.commands.js';
import { ReceiptStore } from './receipt.store.js';
import { centreOf } from './call.js';

/** What is read of directives, receipts and applications; nothing is locked. */
@Injectable()
export class DirectiveQueries {
  private readonly tx: EntityManager;

  constructor(
    private readonly database: Database,
    private readonly registry: Registry,
    private readonly directives: DirectiveStore,
    private readonly receipts: ReceiptStore,
    private readonly lists: DirectiveLists,
    private readonly notes: DirectiveNoteStore,
    private readonly admissions: AdmissionStore,
  ) {
    this.tx = database.source.manager;
  }

  /** A directive with its words, for its issuer and the centre; targets read their receipts. */
  async directive(id: string, actor: Actor): Promise<DirectiveView> {
    const rules = this.registry.current();
    const { directive, sequence } = await this.directives.get(this.tx, id);
    require(actor, 'directive.read', directiveSubjectOf(directive, rules));
    return directiveViewOf(directive, sequence, rules, await this.notes.of(this.tx, id));
  }

  async listed(query: DirectiveQuery, actor: Actor): Promise<Page<DirectiveView>> {
    const rules = this.registry.current();
    const centre = may(actor, 'directive.read', { centre: rules.centre().code });
    const page = await this.lists.directives(this.tx, query, { units: unitsOf(actor), all: centre });
    const items = page.items.map(({ directive, sequence }) => directiveViewOf(directive, sequence, rules));
    return { ...page, items };
  }

  async receipt(id: string, actor: Actor): Promise<ReceiptView> {
    const rules = this.registry.current();
    const found = await this.database.transaction((tx) => this.receipts.find(tx, id));
    if (!found) throw unknownReceipt();
    const subject = receiptSubjectOf(found.receipt, rules);
    require(actor, 'receipt.read', subject);
    const readsWords = may(actor, 'receipt.words', subject);
    const words = readsWords ? await wordsOfReceipt(this.tx, this.notes, found.receipt) : {};
    return receiptViewOf(found.receipt, found.sequence, rules, words);
  }

  /** Without a directive what the caller's units and the caller got; of a directive those that the caller may see. */
  async received(query: ReceiptQuery, actor: Actor): Promise<Page<ReceiptView>> {
    const rules = this.registry.current();
    const page =
      query.directive === undefined
        ? await this.lists.mine(this.tx, query, { units: unitsOf(actor), person: actor.id })
        : await this.lists.ofDirective(this.tx, query, query.directive, await this.sightOf(actor, query.directive));
    const stored = await this.database.transaction((tx) => this.receipts.load(tx, page.items));
    return { ...page, items: stored.map(({ receipt, sequence }) => receiptViewOf(receipt, sequence, rules)) };
  }

  /** Counts by state in an area that the caller sees, and in each area next below it. */
  async progress(id: string, query: ProgressQuery, actor: Actor): Promise<DirectiveProgress> {
    const rules = this.registry.current();
    const { directive } = await this.directives.get(this.tx, id);
    const area = query.area ?? areaOf(actor, directive, rules);
    if (!rules.area(area)) throw new DomainError('area.unknown', `no area ${area} in this district`);
    require(actor, 'directive.progress', { ...directiveSubjectOf(directive, rules), area });
    const tallies = await this.lists.tallies(this.tx, id);
    const { state, unit, channel } = directive;
    const { counts, below } = progressOf(tallies, area, placesOf(rules));
    return { directiveId: id, state, unit, channel, area, counts, below: [...below] };
  }

  async admission(id: string, actor: Actor): Promise<AdmissionView> {
    const row = await this.admissions.get(this.tx, id);
    require(actor, 'admission.read', { holder: row.unit, centre: this.registry.current().centre().code });
    return admissionViewOf(row);
  }

  /** The caller's applications, for the centre all of them, newest first. */
  async applications(query: PageQuery, actor: Actor): Promise<Page<AdmissionView>> {
    const [below = 'ffffffff-ffff-ffff-ffff-ffffffffffff'] = decodeCursor(query.cursor, ['id']) ?? [];
    const all = may(actor, 'admission.read', { centre: this.registry.current().centre().code });
    const limit = limitOf(query);
    const rows = await this.admissions.page(this.tx, String(below), unitsOf(actor), all, limit + 1);
    const page = pageOf(rows, limit, ({ id }) => [id]);
    return { ...page, items: page.items.map(admissionViewOf) };
  }

  /** All of a directive for whoever reads it, else what lies in the caller's areas or is its units' or its own. */
  private async sightOf(actor: Actor, id: string) {
    const { directive } = await this.directives.get(this.tx, id);
    const all = may(actor, 'directive.read', directiveSubjectOf(directive, this.registry.current()));
    return { all, units: unitsOf(actor), person: actor.id, areas: areasOf(actor) };
  }
}

const directiveSubjectOf = ({ unit }: Directive, rules: Profile) => ({
  dispatcher: unit,
  centre: centreOf(rules.unit(unit)?.area ?? null, rules),
});

/** The units whose receipts the caller sees. */
const unitsOf = (actor: Actor): string[] =>
  actor.memberships.map(({ unit }) => unit).filter((unit) => may(actor, 'receipt.read', { holder: unit }));

/** The areas that the caller sees, as beginnings of codes. */
const areasOf = (actor: Actor): string[] =>
  actor.memberships
    .flatMap(({ area, unit }) => [area, unit])
    .filter((area) => area !== undefined)
    .filter((area) => may(actor, 'receipt.read', { area }));

/** Where the caller's sight begins: the issuer's and the centre's at the issuer's area, an office's at its own. */
function areaOf(actor: Actor, directive: Directive, rules: Profile): string {
  const issuers = rules.unit(directive.unit)?.area ?? rules.district;
  const isReader = may(actor, 'directive.read', directiveSubjectOf(directive, rules));
  return isReader ? issuers : (actor.memberships.find(({ area }) => area !== undefined)?.area ?? issuers);
}

const placesOf = (rules: Profile) => ({
  childrenOf: (area: string) => rules.document.areas.filter(({ parent }) => parent === area).map(({ code }) => code),
  pathOf: (area: string) => (rules.area(area) ? rules.areaPath(area).map(({ code }) => code) : []),
});
