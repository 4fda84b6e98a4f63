import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotency, type IdempotencyHeader } from '../http/idempotency.js';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import { DuplicateDecisionDto, DuplicateReversalDto } from './dto/duplicate.dto.js';
import { DuplicatesQuery } from './duplicates.query.js';
import { DuplicatesService } from './duplicates.service.js';

@ApiTags('duplicates')
@Controller('v1')
export class DuplicatesController {
  constructor(
    @Inject(DuplicatesQuery) private readonly query: DuplicatesQuery,
    @Inject(DuplicatesService) private readonly duplicates: DuplicatesService,
  ) {}

  @Get('duplicates')
  @Requires('duplicate.review')
  @ApiOperation({ summary: 'Pairs of cases, both mine to see, that wait for a person to say whether they are one' })
  list(@Me() me: SignedIn) {
    return this.query.list(me);
  }

  @Get('cases/:id/possible-duplicates')
  @Requires('duplicate.review')
  @ApiOperation({ summary: 'Cases that may be the same person’s, with what is alike; only those that I see as well' })
  ofCase(@Me() me: SignedIn, @Param('id', UuidPipe) id: string) {
    return this.query.ofCase(me, id);
  }

  @Post('duplicates/:id/decision')
  @HttpCode(200)
  @Requires('duplicate.review')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Link two cases, ask for their merge, or say that they are not the same' })
  decide(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() decision: DuplicateDecisionDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.duplicates.decide(me, id, decision, header);
  }

  @Post('duplicates/:id/reversal')
  @HttpCode(200)
  @Requires('duplicate.review')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({
    summary: 'Take back a link, a merge or a “not the same”: both cases are as they were, the pair open again',
  })
  reverse(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() reversal: DuplicateReversalDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.duplicates.reverse(me, id, reversal, header);
  }
}
