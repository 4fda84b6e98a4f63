import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { MayBeAbsent } from '../http/validators.js';
import { WorkloadQuery } from './workload.query.js';

export class WorkloadParams {
  @ApiPropertyOptional({ example: '12', description: 'A national body may look at one province' })
  @MayBeAbsent()
  @Matches(/^\d{2}$/)
  province?: string;
}

@ApiTags('workload')
@Controller('v1/workload')
export class WorkloadController {
  constructor(@Inject(WorkloadQuery) private readonly workload: WorkloadQuery) {}

  @Get()
  @Requires('workload.read')
  @ApiOperation({
    summary: 'Open tasks, due today and overdue, by person and province; interpreters and beds for the next 14 days',
  })
  read(@Me() me: SignedIn, @Query() { province }: WorkloadParams) {
    return this.workload.read(me, province);
  }
}
