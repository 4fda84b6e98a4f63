import { Body, Controller, Delete, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Me, MySession, Requires, type SignedIn } from '../http/request-context.js';
import { BeforeSecondFactor, Sensitive, type PersonSession } from '../http/session-rules.js';
import { CodeDto } from './dto/sign-in.dto.js';
import { SecondFactorService } from './second-factor.service.js';
import { setSessionCookie } from './session-cookie.js';

@ApiTags('session')
@Controller('v1/me')
export class SecondFactorController {
  constructor(@Inject(SecondFactorService) private readonly secondFactor: SecondFactorService) {}

  @Post('totp')
  @Requires('signed-in')
  @BeforeSecondFactor()
  @Sensitive()
  @HttpCode(201)
  @ApiOperation({ summary: 'Set up an authenticator: its secret, shown once' })
  begin(@Me() me: SignedIn) {
    return this.secondFactor.begin(me);
  }

  @Post('totp/confirmation')
  @Requires('signed-in')
  @BeforeSecondFactor()
  @Sensitive()
  @HttpCode(201)
  @ApiOperation({ summary: 'Show the authenticator’s first code; recovery codes come once' })
  async confirm(
    @Me() me: SignedIn,
    @MySession() session: PersonSession,
    @Body() { code }: CodeDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { token, recoveryCodes } = await this.secondFactor.confirm(me, session, code);
    setSessionCookie(reply, token);
    return { recoveryCodes };
  }

  @Delete('totp')
  @Requires('signed-in')
  @Sensitive()
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove the authenticator and its recovery codes' })
  remove(@Me() me: SignedIn): Promise<void> {
    return this.secondFactor.removeOwn(me);
  }

  @Post('recovery-codes')
  @Requires('signed-in')
  @Sensitive()
  @HttpCode(201)
  @ApiOperation({ summary: 'New recovery codes; the old ones stop working' })
  async renew(@Me() me: SignedIn) {
    return { recoveryCodes: await this.secondFactor.renewRecoveryCodes(me) };
  }
}
