import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotency, type IdempotencyHeader } from '../http/idempotency.js';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import { ReferralResponseDto, ServiceReferralDto } from './dto/referral.dto.js';
import { ReferralsService } from './referrals.service.js';
import { SharedFieldsQuery } from './shared-fields.query.js';

@ApiTags('service-referrals')
@Controller('v1')
export class ReferralsController {
  constructor(
    @Inject(ReferralsService) private readonly referrals: ReferralsService,
    @Inject(SharedFieldsQuery) private readonly shared: SharedFieldsQuery,
  ) {}

  @Post('cases/:id/service-referrals')
  @HttpCode(201)
  @Requires('referral.create')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Refer to a service, with consent, purpose and the fields that are shared' })
  create(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() referral: ServiceReferralDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.referrals.create(me, id, referral, header);
  }

  @Get('cases/:id/service-referrals')
  @Requires('case.read')
  @ApiOperation({ summary: 'The referrals of a case' })
  listOfCase(@Me() me: SignedIn, @Param('id', UuidPipe) id: string) {
    return this.referrals.listOfCase(me, id);
  }

  @Get('service-referrals')
  @Requires('referral.list')
  @ApiOperation({ summary: 'The referrals that my agency is asked to answer' })
  listForReceiver(@Me() me: SignedIn) {
    return this.referrals.listForReceiver(me);
  }

  @Get('service-referrals/:id/shared-fields')
  @Requires('referral.answer')
  @ApiOperation({ summary: 'What the referral shares of the person with my agency, as long as it does' })
  readShared(@Me() me: SignedIn, @Param('id', UuidPipe) id: string) {
    return this.shared.ofReferral(me, id);
  }

  @Get('cases/:id/shareable-fields')
  @Requires('referral.create')
  @ApiOperation({ summary: 'What a receiver would see of each field, word for word, before anything is sent' })
  preview(@Me() me: SignedIn, @Param('id', UuidPipe) id: string) {
    return this.shared.preview(me, id);
  }

  @Post('service-referrals/:id/response')
  @HttpCode(200)
  @Requires('referral.answer')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Accept or decline, with a reason' })
  respond(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() response: ReferralResponseDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.referrals.respond(me, id, response, header);
  }
}
