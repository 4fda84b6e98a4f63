import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { StuckCasesQueryDto } from './dto/stuck-cases.query.dto.js';
import { StuckBoardQuery } from './stuck-board.query.js';

@ApiTags('stuck-cases')
@Controller('v1/stuck-cases')
export class StuckCasesController {
  constructor(@Inject(StuckBoardQuery) private readonly board: StuckBoardQuery) {}

  @Get()
  @Requires('stuck.list')
  @ApiOperation({ summary: 'Cases that do not move, the longest waiting first: why, since when, who can unblock them' })
  list(@Me() me: SignedIn, @Query() query: StuckCasesQueryDto) {
    return this.board.list(me, query);
  }
}
