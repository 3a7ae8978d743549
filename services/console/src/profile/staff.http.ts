import { parseContract, PostSearch, type PostsFound } from '@gridwhistle/contracts';
import { Database, Internal } from '@gridwhistle/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { postsByRole, postsOfPersons } from './staff.store.js';

/** Who works where, for services that address people: ids and units; names stay here. */
@Internal()
@Controller('internal/staff')
export class InternalStaffController {
  constructor(private readonly database: Database) {}

  @Post('posts')
  @HttpCode(200)
  async posts(@Body() search: unknown): Promise<PostsFound> {
    const { persons, roles } = parseContract(PostSearch, search);
    const tx = this.database.source.manager;
    return { named: await postsOfPersons(tx, persons), byRole: await postsByRole(tx, roles) };
  }
}
