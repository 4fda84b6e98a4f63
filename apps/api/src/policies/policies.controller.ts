import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotency, type IdempotencyHeader } from '../http/idempotency.js';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { ApplicationDto, DifferencesQuery, NewPolicyDto, PolicyUploadDto, WhatIfDto } from './dto/policy.dto.js';
import { PoliciesService } from './policies.service.js';
import { PolicyVersionPipe } from './policy-version.pipe.js';
import { WhatIfQuery } from './what-if.query.js';

const KEY = { name: 'Idempotency-Key', required: false };

@ApiTags('policies')
@Controller('v1/policies')
export class PoliciesController {
  constructor(
    @Inject(PoliciesService) private readonly policies: PoliciesService,
    @Inject(WhatIfQuery) private readonly whatIfs: WhatIfQuery,
  ) {}

  @Get()
  @Requires('policy.read')
  @ApiOperation({ summary: 'Policy versions, with how many open cases are pinned to each' })
  list(@Me() me: SignedIn) {
    return this.policies.list(me);
  }

  @Get(':version')
  @Requires('policy.read')
  @ApiOperation({ summary: 'One version, whole: every value with basis, source and confidence' })
  read(@Me() me: SignedIn, @Param('version', PolicyVersionPipe) version: string) {
    return this.policies.read(me, version);
  }

  @Get(':version/differences')
  @Requires('policy.read')
  @ApiOperation({ summary: 'Every value in which it differs from another version' })
  differences(
    @Me() me: SignedIn,
    @Param('version', PolicyVersionPipe) version: string,
    @Query() { from }: DifferencesQuery,
  ) {
    return this.policies.differences(me, version, from);
  }

  @Post()
  @HttpCode(201)
  @Requires('policy.manage')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Store a new version: another one with values changed; refused when a value is not valid' })
  create(@Me() me: SignedIn, @Body() order: NewPolicyDto, @Idempotency() header: IdempotencyHeader | null) {
    return this.policies.create(me, order, header);
  }

  @Post('uploads')
  @HttpCode(201)
  @Requires('policy.manage')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Store a whole new version; what is missing, wrong or unknown in it is named by its path' })
  upload(@Me() me: SignedIn, @Body() order: PolicyUploadDto, @Idempotency() header: IdempotencyHeader | null) {
    return this.policies.upload(me, order, header);
  }

  @Post(':version/what-if')
  @HttpCode(200)
  @Requires('policy.read')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'What it would change in open cases, before anything changes' })
  whatIf(@Me() me: SignedIn, @Param('version', PolicyVersionPipe) version: string, @Body() order: WhatIfDto) {
    return this.whatIfs.ask(me, version, order);
  }

  @Post(':version/applications')
  @HttpCode(202)
  @Requires('policy.manage')
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Ask that chosen cases are pinned to it; another person decides' })
  apply(
    @Me() me: SignedIn,
    @Param('version', PolicyVersionPipe) version: string,
    @Body() order: ApplicationDto,
    @Idempotency() header: IdempotencyHeader | null,
  ) {
    return this.policies.askToApply(me, version, order, header);
  }
}
