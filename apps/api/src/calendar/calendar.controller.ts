import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { CalendarQuery } from './calendar.query.js';
import { CalendarParams } from './dto/calendar.dto.js';

@ApiTags('calendar')
@Controller('v1/calendar')
export class CalendarController {
  constructor(@Inject(CalendarQuery) private readonly calendar: CalendarQuery) {}

  @Get()
  @Requires('calendar.read')
  @ApiOperation({
    summary: 'What falls on these days in the cases I see: tasks and visits, ends and warnings of clocks, sittings',
  })
  read(@Me() me: SignedIn, @Query() days: CalendarParams) {
    return this.calendar.read(me, days);
  }
}
