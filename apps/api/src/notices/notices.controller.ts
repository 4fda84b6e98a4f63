import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Idempotency, type IdempotencyHeader } from '../http/idempotency.js';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import { NoticeAddressDto, NoticeListQuery } from './dto/notice.dto.js';
import { NoticesService } from './notices.service.js';

@ApiTags('notices')
@Controller('v1')
export class NoticesController {
  constructor(@Inject(NoticesService) private readonly notices: NoticesService) {}

  @Get('notices')
  @Requires('signed-in')
  @ApiOperation({ summary: 'What I am told: latest first, with the number of those that I have not read' })
  list(@Me() me: SignedIn, @Query() query: NoticeListQuery) {
    return this.notices.list(me, query);
  }

  @Post('notices/:id/read')
  @HttpCode(200)
  @Requires('signed-in')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'I have read it' })
  read(@Me() me: SignedIn, @Param('id', UuidPipe) id: string, @Idempotency() header: IdempotencyHeader | null) {
    return this.notices.markRead(me, id, header);
  }

  @Get('notice-address')
  @Requires('signed-in')
  @ApiOperation({ summary: 'Where my notices are mailed to' })
  address(@Me() me: SignedIn) {
    return this.notices.address(me);
  }

  @Put('notice-address')
  @Requires('signed-in')
  @ApiOperation({ summary: 'Have my notices mailed there, without anything of the people they are about' })
  setAddress(@Me() me: SignedIn, @Body() { email }: NoticeAddressDto) {
    return this.notices.setAddress(me, email);
  }
}
