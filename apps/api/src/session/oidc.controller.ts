import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public, type SaphanRequest } from '../http/request-context.js';
import { clientOf } from './client.js';
import { OidcService } from './oidc.service.js';
import { OIDC_COOKIE, OIDC_COOKIE_OPTIONS, setSessionCookie } from './session-cookie.js';

@ApiTags('session')
@Public()
@Controller('v1/oidc')
export class OidcController {
  constructor(@Inject(OidcService) private readonly oidc: OidcService) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'Begin to sign in at your agency: where the browser goes on' })
  async begin(@Res({ passthrough: true }) reply: FastifyReply) {
    const { location, binding } = await this.oidc.begin();
    void reply.setCookie(OIDC_COOKIE, binding, OIDC_COOKIE_OPTIONS);
    return { location };
  }

  /** The one GET that opens a session: the state, bound to this browser and spent once, stands for the missing token. */
  @Get('callback')
  @ApiOperation({ summary: 'Where the agency sends the browser back; opens the session and goes to the console' })
  async finish(@Req() request: SaphanRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const query = request.url.split('?')[1] ?? '';
    const token = await this.oidc.finish(query, request.cookies[OIDC_COOKIE], clientOf(request));
    void reply.clearCookie(OIDC_COOKIE, OIDC_COOKIE_OPTIONS);
    setSessionCookie(reply, token);
    // No redirect: within a chain that another site began, a browser keeps a SameSite=Strict cookie to itself.
    void reply.header('refresh', '0; url=/').type('text/html; charset=utf-8');
    return '<!doctype html><html lang="th"><title>Saphan</title><a href="/">Saphan</a></html>';
  }
}
