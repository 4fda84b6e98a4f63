import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotency, type IdempotencyHeader } from '../http/idempotency.js';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { Sensitive } from '../http/session-rules.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import { ApprovalsService } from './approvals.service.js';
import { ApprovalListQuery, DecisionDto } from './dto/approval.dto.js';

@ApiTags('approvals')
@Controller('v1/approvals')
export class ApprovalsController {
  constructor(@Inject(ApprovalsService) private readonly approvals: ApprovalsService) {}

  @Get()
  @Requires('approval.list')
  @ApiOperation({ summary: 'What one person has asked for and another must decide' })
  list(@Me() me: SignedIn, @Query() query: ApprovalListQuery) {
    return this.approvals.list(me, query);
  }

  @Post(':id/decision')
  @HttpCode(200)
  @Requires('approval.decide')
  @Sensitive()
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Approve or refuse what another has asked for; never one’s own' })
  decide(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() decision: DecisionDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.approvals.decide(me, id, decision, header);
  }
}
