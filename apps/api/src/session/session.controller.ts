import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { isPermitted, PERMISSIONS, type Permission } from '#access/permissions.js';
import { AgenciesService } from '../agencies/agencies.service.js';
import { Me, MySession, Public, Requires, type SaphanRequest, type SignedIn } from '../http/request-context.js';
import { BeforeSecondFactor, OpenToMachines, Sensitive, type PersonSession } from '../http/session-rules.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import { clientOf } from './client.js';
import { ActivationDto, PasswordChangeDto, SignInDto, StepUpDto } from './dto/sign-in.dto.js';
import { forgetBrowser, setSessionCookie } from './session-cookie.js';
import { SessionService } from './session.service.js';
import { SignInService } from './sign-in.service.js';

@ApiTags('session')
@Controller('v1')
export class SessionController {
  constructor(
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(SignInService) private readonly signIns: SignInService,
    @Inject(AgenciesService) private readonly agencies: AgenciesService,
  ) {}

  @Post('session')
  @Public()
  @HttpCode(201)
  @ApiOperation({ summary: 'Sign in; the session comes as a cookie' })
  async signIn(
    @Body() { username, password, code }: SignInDto,
    @Req() request: SaphanRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { token, account } = await this.signIns.signIn(username, { password, code }, clientOf(request));
    setSessionCookie(reply, token);
    const { displayName, agency, province, roles } = account;
    return { username: account.username, displayName, agency, province, roles };
  }

  @Delete('session')
  @Requires('signed-in')
  @BeforeSecondFactor()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out; the session ends at once and the browser forgets' })
  async signOut(
    @Me() me: SignedIn,
    @MySession() session: PersonSession,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.end(me.accountId, session.id);
    forgetBrowser(reply);
  }

  @Post('session/step-up')
  @Requires('signed-in')
  @BeforeSecondFactor()
  @HttpCode(204)
  @ApiOperation({ summary: 'Show again who you are, before an act that matters; the session gets a new token' })
  async stepUp(
    @Me() me: SignedIn,
    @MySession() session: PersonSession,
    @Body() proof: StepUpDto,
    @Req() request: SaphanRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    setSessionCookie(reply, await this.signIns.stepUp(me, session, proof, clientOf(request)));
  }

  @Get('sessions')
  @Requires('signed-in')
  @ApiOperation({ summary: 'Where you are signed in' })
  async list(@Me() me: SignedIn, @MySession() session: PersonSession) {
    return { sessions: await this.sessions.list(me.accountId, session.id) };
  }

  @Delete('sessions')
  @Requires('signed-in')
  @BeforeSecondFactor()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out everywhere, here too' })
  async endAll(@Me() me: SignedIn, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.endEverywhere(me.accountId);
    forgetBrowser(reply);
  }

  @Delete('sessions/:id')
  @Requires('signed-in')
  @HttpCode(204)
  @ApiOperation({ summary: 'End one of your sessions' })
  end(@Me() me: SignedIn, @Param('id', UuidPipe) id: string): Promise<void> {
    return this.sessions.end(me.accountId, id);
  }

  @Get('me')
  @Requires('signed-in')
  @BeforeSecondFactor()
  @OpenToMachines()
  @ApiOperation({ summary: 'Who am I, what may I do, what of my second factor, and how long my session lasts' })
  async me(@Me() me: SignedIn, @Req() { session }: SaphanRequest) {
    const { username, displayName, agency, province, roles } = me;
    const scopes = session?.kind === 'machine' ? session.scopes : (Object.keys(PERMISSIONS) as Permission[]);
    const permissions = scopes.filter((permission) => isPermitted(permission, roles));
    const mfa =
      session?.kind === 'person'
        ? { enrolled: session.isEnrolled, required: session.needsSecondFactor, missing: session.lacksSecondFactor }
        : null;
    const endsInMs = session?.kind === 'person' ? session.endsInMs : null;
    const keepsOffline = await this.agencies.keepsOffline(me);
    return { username, displayName, agency, province, roles, permissions, mfa, endsInMs, keepsOffline };
  }

  @Put('me/password')
  @Requires('signed-in')
  @BeforeSecondFactor()
  @Sensitive()
  @HttpCode(204)
  @ApiOperation({ summary: 'Choose a new password; your other sessions end' })
  async changePassword(
    @Me() me: SignedIn,
    @MySession() session: PersonSession,
    @Body() { currentPassword, newPassword }: PasswordChangeDto,
    @Req() request: SaphanRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const change = { current: currentPassword, next: newPassword };
    setSessionCookie(reply, await this.signIns.changePassword(me, session, change, clientOf(request)));
  }

  @Post('activation')
  @Public()
  @HttpCode(204)
  @ApiOperation({ summary: 'Choose your password with the code that you were given' })
  activate(@Body() activation: ActivationDto, @Req() request: SaphanRequest): Promise<void> {
    return this.signIns.activate(activation, clientOf(request), request.id);
  }
}
