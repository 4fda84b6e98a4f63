import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { Sensitive } from '../http/session-rules.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import { MachineTokenDto } from './dto/machine-token.dto.js';
import { MachineTokensService } from './machine-tokens.service.js';

@ApiTags('session')
@Controller('v1/machine-tokens')
export class MachineTokensController {
  constructor(@Inject(MachineTokensService) private readonly tokens: MachineTokensService) {}

  @Post()
  @Requires('signed-in')
  @Sensitive()
  @HttpCode(201)
  @ApiOperation({ summary: 'Let a machine in, with a part of what you may; the token is shown once' })
  create(@Me() me: SignedIn, @Body() token: MachineTokenDto) {
    return this.tokens.create(me, token);
  }

  @Get()
  @Requires('signed-in')
  @ApiOperation({ summary: 'Your machines’ tokens, without the tokens' })
  async list(@Me() me: SignedIn) {
    return { machineTokens: await this.tokens.list(me) };
  }

  @Delete(':id')
  @Requires('signed-in')
  @HttpCode(204)
  @ApiOperation({ summary: 'Shut a machine out at once' })
  revoke(@Me() me: SignedIn, @Param('id', UuidPipe) id: string): Promise<void> {
    return this.tokens.revoke(me, id);
  }
}
