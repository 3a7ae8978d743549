import { Code, Codes, Flag, List, Shape, Text } from '@gridwhistle/contracts';
import {
  Answers,
  Database,
  decodeCursor,
  encodeCursor,
  limitOf,
  pageOf,
  SETTINGS,
  linked,
  type HttpRequest,
  type Page,
  type PageQuery,
  type Reply,
} from '@gridwhistle/platform';
import { Profile } from '@gridwhistle/registry';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { ConsoleSettings } from '../config.js';
import { Profiles } from './profiles.js';
import { AreaQuery, GridQuery, RegistryQuery, StaffQuery, StandardQuery, UnitQuery } from './registry.query.js';
import { listStaff, type MaskedStaff } from './staff.store.js';

@Shape()
export class PostView {
  @Code() unit!: string;
  @Codes(20) roles!: string[];
}

@Shape()
export class StaffView {
  @Code() id!: string;
  /** Masked: the first character only. */
  @Text(100) name!: string;
  @Flag() active!: boolean;
  @List(() => PostView, 100) memberships!: PostView[];
}

/** One part of the profile, as it is written there. */
const Part = (part: string): MethodDecorator =>
  ApiOkResponse({
    description: `A page of the profile's ${part}, in the profile's own shape and order`,
    schema: {
      type: 'object',
      required: ['items'],
      properties: {
        items: { type: 'array', items: { type: 'object', additionalProperties: true } },
        next: { type: 'string', description: 'Cursor of the next page; absent on the last one.' },
      },
    },
  });

@Controller('api/v1/registry')
export class RegistryController {
  constructor(
    private readonly profiles: Profiles,
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
  ) {}

  @Get('areas')
  @ApiOperation({ summary: 'Areas of the district' })
  @Part('areas')
  areas(@Query() query: AreaQuery, @Req() request: HttpRequest, @Res({ passthrough: true }) reply: Reply) {
    const fits = ({ parent }: { parent?: string }): boolean => query.parent === undefined || parent === query.parent;
    return this.list(query, request, reply, ({ document }) => document.areas.filter(fits));
  }

  @Get('grids')
  @ApiOperation({ summary: 'Grids of the district' })
  @Part('grids')
  grids(@Query() query: GridQuery, @Req() request: HttpRequest, @Res({ passthrough: true }) reply: Reply) {
    const fits = ({ area }: { area: string }): boolean => area.startsWith(query.area ?? '');
    return this.list(query, request, reply, ({ document }) => document.grids.filter(fits));
  }

  @Get('units')
  @ApiOperation({ summary: 'Units that can hold an order' })
  @Part('units')
  units(@Query() query: UnitQuery, @Req() request: HttpRequest, @Res({ passthrough: true }) reply: Reply) {
    return this.list(query, request, reply, ({ document }) =>
      document.units.filter(
        ({ area, kind, tier, code }) =>
          area.startsWith(query.area ?? '') &&
          (query.code === undefined || code === query.code) &&
          (query.kind === undefined || kind === query.kind) &&
          (query.tier === undefined || tier === query.tier),
      ),
    );
  }

  @Get('categories')
  @ApiOperation({ summary: 'Categories of matters' })
  @Part('categories')
  categories(@Query() query: RegistryQuery, @Req() request: HttpRequest, @Res({ passthrough: true }) reply: Reply) {
    return this.list(query, request, reply, ({ document }) => document.categories);
  }

  @Get('standards')
  @ApiOperation({ summary: 'Filing conditions with their limits' })
  @Part('standards')
  standards(@Query() query: StandardQuery, @Req() request: HttpRequest, @Res({ passthrough: true }) reply: Reply) {
    const fits = ({ category }: { category: string }): boolean => category.startsWith(query.category ?? '');
    return this.list(query, request, reply, ({ document }) => document.standards.filter(fits));
  }

  @Get('routes')
  @ApiOperation({ summary: 'Routes: who gets which matter; the first that fits decides' })
  @Part('routes')
  routes(@Query() query: RegistryQuery, @Req() request: HttpRequest, @Res({ passthrough: true }) reply: Reply) {
    return this.list(query, request, reply, ({ document }) => document.routes);
  }

  @Get('admissions')
  @ApiOperation({ summary: 'Duties that may be given to grids' })
  @Part('admissions')
  admissions(@Query() query: RegistryQuery, @Req() request: HttpRequest, @Res({ passthrough: true }) reply: Reply) {
    return this.list(query, request, reply, ({ document }) => document.admissions);
  }

  @Get('plans')
  @ApiOperation({ summary: 'Assessment plans' })
  @Part('plans')
  plans(@Query() query: RegistryQuery, @Req() request: HttpRequest, @Res({ passthrough: true }) reply: Reply) {
    return this.list(query, request, reply, ({ document }) => document.plans);
  }

  @Get('staff')
  @ApiOperation({ summary: 'Staff with their units and roles; names are masked' })
  @Answers(200, StaffView, { description: 'Staff by id', page: true })
  async staff(
    @Query() query: StaffQuery,
    @Req() request: HttpRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Page<MaskedStaff>> {
    const [after] = decodeCursor(query.cursor, ['text']) ?? [''];
    const limit = limitOf(query);
    const wanted = { after: String(after), limit: limit + 1, unit: query.unit };
    const rows = await listStaff(this.database.source.manager, this.settings.GW_DATA_KEY, wanted);
    const page = pageOf(rows, limit, ({ id }) => [id]);
    return linked(request, reply, page);
  }

  /** The part of the profile in force, cut at the cursor, which counts what came before. */
  private async list<T>(
    query: PageQuery,
    request: HttpRequest,
    reply: Reply,
    part: (profile: Profile) => readonly T[],
  ): Promise<Page<T>> {
    const [start] = decodeCursor(query.cursor, ['number']) ?? [0];
    const all = part((await this.profiles.current()).profile);
    const end = Number(start) + limitOf(query);
    const items = all.slice(Number(start), end);
    const page = end < all.length ? { items, next: encodeCursor([end]) } : { items };
    return linked(request, reply, page);
  }
}
