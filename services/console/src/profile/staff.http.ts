import type { StaffList } from '@gridwhistle/contracts';
import { Database, Internal } from '@gridwhistle/platform';
import { Controller, Get } from '@nestjs/common';
import { staffList } from './staff.list.js';

/** Who works where, for services that address people: ids and units; names stay here. */
@Internal()
@Controller('internal/staff')
export class InternalStaffController {
  constructor(private readonly database: Database) {}

  @Get('posts')
  posts(): Promise<StaffList> {
    return staffList(this.database.source.manager);
  }
}
