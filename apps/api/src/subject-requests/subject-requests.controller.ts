import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotency, type IdempotencyHeader } from '../http/idempotency.js';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { Sensitive } from '../http/session-rules.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import {
  SubjectDecisionDto,
  SubjectRequestDto,
  SubjectRequestLiftingDto,
  SubjectRequestListQuery,
} from './dto/subject-request.dto.js';
import { SubjectRequestsQuery } from './subject-requests.query.js';
import { SubjectRequestsService } from './subject-requests.service.js';

const KEY = { name: 'Idempotency-Key', required: false };

@ApiTags('subject-requests')
@Controller('v1/subject-requests')
export class SubjectRequestsController {
  constructor(
    @Inject(SubjectRequestsService) private readonly requests: SubjectRequestsService,
    @Inject(SubjectRequestsQuery) private readonly query: SubjectRequestsQuery,
  ) {}

  @Post()
  @HttpCode(201)
  @Requires('subject-request.file')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'What a person asks about her own data; answered within 30 days' })
  file(@Me() me: SignedIn, @Body() request: SubjectRequestDto, @Idempotency() header: IdempotencyHeader | null) {
    return this.requests.file(me, request, header);
  }

  @Get()
  @Requires('subject-request.list')
  @ApiOperation({ summary: 'Requests, the first due first; what is overdue says so. Codes only' })
  list(@Me() me: SignedIn, @Query() query: SubjectRequestListQuery) {
    return this.query.list(me, query);
  }

  @Get(':id')
  @Requires('subject-request.list')
  @ApiOperation({ summary: 'One request with her words and the reasons' })
  read(@Me() me: SignedIn, @Param('id', UuidPipe) id: string) {
    return this.query.read(me, id);
  }

  @Post(':id/decision')
  @HttpCode(200)
  @Requires('subject-request.decide')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Grant or refuse; never what one has filed oneself' })
  decide(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() decision: SubjectDecisionDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.requests.decide(me, id, decision, header);
  }

  @Post(':id/lifting')
  @HttpCode(200)
  @Requires('subject-request.decide')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'End a restriction or an objection that was granted' })
  lift(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() lifting: SubjectRequestLiftingDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.requests.lift(me, id, lifting, header);
  }

  @Get(':id/pack')
  @Requires('subject-request.pack')
  @Sensitive()
  @ApiOperation({ summary: 'Everything that is held of her, as JSON, once the export was granted' })
  pack(@Me() me: SignedIn, @Param('id', UuidPipe) id: string) {
    return this.query.pack(me, id);
  }
}
