import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Me, Public, Requires, type SignedIn } from '../http/request-context.js';
import { SignInDto } from './dto/sign-in.dto.js';
import { SESSION_COOKIE, SessionService } from './session.service.js';

const COOKIE = {
  httpOnly: true,
  sameSite: 'strict',
  path: '/',
  // The embedded start speaks plain HTTP on the loopback address only.
  secure: process.env.SAPHAN_EMBEDDED !== '1',
} as const;

@ApiTags('session')
@Controller('v1')
export class SessionController {
  constructor(@Inject(SessionService) private readonly sessions: SessionService) {}

  @Post('session')
  @Public()
  @HttpCode(201)
  @ApiOperation({ summary: 'Sign in; the session comes as a cookie' })
  async signIn(@Body() { username, password }: SignInDto, @Res({ passthrough: true }) reply: FastifyReply) {
    const { token, account } = await this.sessions.signIn(username, password);
    void reply.setCookie(SESSION_COOKIE, token, COOKIE);
    const { display_name, agency, province, roles } = account;
    return { username: account.username, displayName: display_name, agency, province, roles };
  }

  @Delete('session')
  @Requires('signed-in')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out; the session ends at once' })
  async signOut(@Me() me: SignedIn, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.signOut(me.tokenHash);
    void reply.clearCookie(SESSION_COOKIE, COOKIE);
  }

  @Get('me')
  @Requires('signed-in')
  @ApiOperation({ summary: 'Who am I' })
  me(@Me() { username, displayName, agency, province, roles }: SignedIn) {
    return { username, displayName, agency, province, roles };
  }
}
