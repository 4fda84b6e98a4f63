import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { AuditQuery } from './audit.query.js';
import { AuditEventsQuery, ReadersQuery } from './dto/audit.dto.js';

@ApiTags('audit')
@Controller('v1/audit-events')
export class AuditController {
  constructor(@Inject(AuditQuery) private readonly audit: AuditQuery) {}

  @Get()
  @Requires('audit.read')
  @ApiOperation({ summary: 'Who did or read what, newest first; names of fields, never what is in them' })
  list(@Me() me: SignedIn, @Query() query: AuditEventsQuery) {
    return this.audit.list(me, query);
  }

  @Get('readers')
  @Requires('audit.read')
  @ApiOperation({ summary: 'Who saw her between two instants, a line for each account' })
  readers(@Me() me: SignedIn, @Query() query: ReadersQuery) {
    return this.audit.readers(me, query);
  }
}
