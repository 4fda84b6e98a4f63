import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { MdtSittingsQuery } from './mdt-sittings.query.js';

@ApiTags('mdt-sittings')
@Controller('v1/mdt-sittings')
export class MdtSittingsController {
  constructor(@Inject(MdtSittingsQuery) private readonly sittings: MdtSittingsQuery) {}

  @Get()
  @Requires('sitting.list')
  @ApiOperation({
    summary:
      'The sittings of the team that I sit in: when it meets, what it waits for; of opinions only how many are in',
  })
  list(@Me() me: SignedIn) {
    return this.sittings.list(me);
  }
}
