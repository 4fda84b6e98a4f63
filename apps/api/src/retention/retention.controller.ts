import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotency, type IdempotencyHeader } from '../http/idempotency.js';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import { LegalHoldDto, LegalHoldLiftingDto, ShreddingRequestDto } from './dto/retention.dto.js';
import { LegalHoldsService } from './legal-holds.service.js';
import { RetentionService } from './retention.service.js';

const KEY = { name: 'Idempotency-Key', required: false };

@ApiTags('retention')
@Controller('v1')
export class RetentionController {
  constructor(
    @Inject(RetentionService) private readonly retention: RetentionService,
    @Inject(LegalHoldsService) private readonly holds: LegalHoldsService,
  ) {}

  @Get('retention')
  @Requires('retention.review')
  @ApiOperation({ summary: 'Closed cases whose retention has passed, with what still keeps each from being erased' })
  list(@Me() me: SignedIn) {
    return this.retention.list(me);
  }

  @Post('cases/:id/shredding')
  @HttpCode(202)
  @Requires('retention.review')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Ask that the personal data of a case is erased for good; another person decides' })
  requestShredding(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() order: ShreddingRequestDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.retention.request(me, id, order, header);
  }

  @Get('cases/:id/legal-holds')
  @Requires('case.read-person')
  @ApiOperation({ summary: 'What keeps the case from being erased, and what did' })
  listHolds(@Me() me: SignedIn, @Param('id', UuidPipe) id: string) {
    return this.holds.list(me, id);
  }

  @Post('cases/:id/legal-holds')
  @HttpCode(201)
  @Requires('legal-hold.place')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Keep the case from being erased until the hold is lifted' })
  placeHold(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() hold: LegalHoldDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.holds.place(me, id, hold, header);
  }

  @Post('cases/:id/legal-holds/lifting')
  @HttpCode(200)
  @Requires('retention.review')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Lift the hold: nothing keeps the case any longer than its retention' })
  liftHold(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() lifting: LegalHoldLiftingDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.holds.lift(me, id, lifting, header);
  }
}
