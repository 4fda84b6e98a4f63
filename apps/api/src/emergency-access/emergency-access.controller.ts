import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Idempotency, type IdempotencyHeader } from '../http/idempotency.js';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { Limited, Sensitive } from '../http/session-rules.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import { CaseReferencePipe } from './case-reference.pipe.js';
import { EmergencyAccessDto } from './dto/emergency-access.dto.js';
import { EmergencyAccessQuery } from './emergency-access.query.js';
import { EmergencyAccessService } from './emergency-access.service.js';

@ApiTags('cases')
@Controller('v1/cases/:id/emergency-access')
export class EmergencyAccessController {
  constructor(
    @Inject(EmergencyAccessService) private readonly emergencies: EmergencyAccessService,
    @Inject(EmergencyAccessQuery) private readonly query: EmergencyAccessQuery,
  ) {}

  @Post()
  @HttpCode(201)
  @Requires('case.break-glass')
  @Sensitive()
  @Limited('emergency')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiParam({ name: 'id', description: 'The id or the number of the case', example: 'SP-2569-000001' })
  @ApiOperation({ summary: 'Break the glass: read a case that is not yours for one hour; those responsible are told' })
  open(
    @Me() me: SignedIn,
    @Param('id', CaseReferencePipe) id: string,
    @Body() { reason }: EmergencyAccessDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.emergencies.open(me, id, reason, header);
  }

  @Get()
  @Requires('case.read-person')
  @ApiOperation({ summary: 'Who broke the glass of this case, when, and why' })
  list(@Me() me: SignedIn, @Param('id', UuidPipe) id: string) {
    return this.query.list(me, id);
  }
}
