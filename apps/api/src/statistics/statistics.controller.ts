import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../http/request-context.js';
import { StatisticsQueryDto } from './dto/statistics.dto.js';
import { StatisticsQuery } from './statistics.query.js';

@ApiTags('statistics')
@Controller('v1/statistics')
export class StatisticsController {
  constructor(@Inject(StatisticsQuery) private readonly statistics: StatisticsQuery) {}

  @Get()
  @Requires('statistics.read')
  @ApiOperation({ summary: 'The figures of a year by province and month; counts under 11 are withheld' })
  read(@Query() query: StatisticsQueryDto) {
    return this.statistics.read(query);
  }
}
