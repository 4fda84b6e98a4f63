import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotency, type IdempotencyHeader } from '../http/idempotency.js';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import { BreachesQuery } from './breaches.query.js';
import { BreachesService } from './breaches.service.js';
import { BreachDto, OfficeNoticeDto, PersonsNoticeDto } from './dto/breach.dto.js';

const KEY = { name: 'Idempotency-Key', required: false };

@ApiTags('breaches')
@Controller('v1/breaches')
export class BreachesController {
  constructor(
    @Inject(BreachesService) private readonly breaches: BreachesService,
    @Inject(BreachesQuery) private readonly query: BreachesQuery,
  ) {}

  @Post()
  @HttpCode(201)
  @Requires('breach.record')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Record a breach of personal data; the Office is told within 72 hours' })
  record(@Me() me: SignedIn, @Body() breach: BreachDto, @Idempotency() header: IdempotencyHeader | null) {
    return this.breaches.record(me, breach, header);
  }

  @Get()
  @Requires('breach.manage')
  @ApiOperation({ summary: 'The register: what is due, what is overdue, what was told. Codes only' })
  list(@Me() me: SignedIn) {
    return this.query.list(me);
  }

  @Get(':id')
  @Requires('breach.manage')
  @ApiOperation({ summary: 'One breach with what happened, and drafts of the notices without any personal data' })
  read(@Me() me: SignedIn, @Param('id', UuidPipe) id: string) {
    return this.query.read(me, id);
  }

  @Post(':id/office-notice')
  @HttpCode(200)
  @Requires('breach.manage')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The Office was told; after 72 hours with the reason why only now' })
  tellOffice(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() notice: OfficeNoticeDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.breaches.tellOffice(me, id, notice, header);
  }

  @Post(':id/persons-notice')
  @HttpCode(200)
  @Requires('breach.manage')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'The persons concerned were told' })
  tellPersons(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() notice: PersonsNoticeDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.breaches.tellPersons(me, id, notice, header);
  }
}
