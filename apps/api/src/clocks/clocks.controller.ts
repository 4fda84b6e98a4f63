import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotency, type IdempotencyHeader } from '../http/idempotency.js';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import { ClocksService } from './clocks.service.js';
import { DueClocksQuery } from './due-clocks.query.js';
import { DueClocksParams } from './dto/due-clocks.dto.js';
import { ExtensionDto } from './dto/extension.dto.js';

@ApiTags('clocks')
@Controller('v1/clocks')
export class ClocksController {
  constructor(
    @Inject(ClocksService) private readonly clocks: ClocksService,
    @Inject(DueClocksQuery) private readonly dueClocks: DueClocksQuery,
  ) {}

  @Get()
  @Requires('case.list')
  @ApiOperation({ summary: 'Clocks that run or ran out unanswered in the cases I see, least time left first' })
  list(@Me() me: SignedIn, @Query() query: DueClocksParams) {
    return this.dueClocks.list(me, query);
  }

  @Post(':id/extension')
  @HttpCode(200)
  @Requires('clock.extend')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Extend a clock on a legal ground, by an authority, with a document' })
  extend(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() extension: ExtensionDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.clocks.extend(me, id, extension, header);
  }
}
