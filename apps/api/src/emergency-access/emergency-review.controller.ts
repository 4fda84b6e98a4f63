import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PageQuery } from '../http/page.query.js';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { EmergencyReviewQuery } from './emergency-review.query.js';

@ApiTags('cases')
@Controller('v1/emergency-accesses')
export class EmergencyReviewController {
  constructor(@Inject(EmergencyReviewQuery) private readonly query: EmergencyReviewQuery) {}

  @Get()
  @Requires('emergency-access.review')
  @ApiOperation({ summary: 'Every broken glass, newest first; why, where the reader is shown what the case is about' })
  list(@Me() me: SignedIn, @Query() query: PageQuery) {
    return this.query.list(me, query);
  }
}
