import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Idempotency, type IdempotencyHeader } from '../http/idempotency.js';
import { PageQuery } from '../http/page.query.js';
import { parseIfMatch } from '../http/preferences.js';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { Sensitive } from '../http/session-rules.js';
import { UuidPipe } from '../http/uuid.pipe.js';
import { AccountsQuery, type AccountView } from './accounts.query.js';
import { AccountsService } from './accounts.service.js';
import { AccountChangeDto, AccountDto, IdentityDto } from './dto/account.dto.js';

@ApiTags('accounts')
@Controller('v1/accounts')
export class AccountsController {
  constructor(
    @Inject(AccountsService) private readonly accounts: AccountsService,
    @Inject(AccountsQuery) private readonly query: AccountsQuery,
  ) {}

  @Get()
  @Requires('account.manage')
  @ApiOperation({ summary: 'The accounts, oldest first' })
  list(@Me() me: SignedIn, @Query() page: PageQuery) {
    return this.query.list(me, page);
  }

  @Get(':id')
  @Requires('account.manage')
  @ApiOperation({ summary: 'One account' })
  async read(@Me() me: SignedIn, @Param('id', UuidPipe) id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return tagged(reply, await this.query.get(me, id));
  }

  @Post()
  @Requires('account.manage')
  @Sensitive()
  @HttpCode(201)
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Make an account; it opens with an activation code' })
  create(@Me() me: SignedIn, @Body() account: AccountDto, @Idempotency() header: IdempotencyHeader | null) {
    return this.accounts.create(me, account, header);
  }

  @Patch(':id')
  @Requires('account.manage')
  @Sensitive()
  @ApiHeader({ name: 'If-Match', required: true, description: 'The ETag of the account as it was read' })
  @ApiOperation({ summary: 'Change roles, agency, province, supervisor; disable or enable' })
  async change(
    @Me() me: SignedIn,
    @Param('id', UuidPipe) id: string,
    @Body() change: AccountChangeDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return tagged(reply, await this.accounts.change(me, id, change, parseIfMatch(ifMatch)));
  }

  @Post(':id/activation')
  @Requires('account.manage')
  @Sensitive()
  @HttpCode(201)
  @ApiOperation({ summary: 'A code with which the person chooses her own password; shown once, ends an earlier one' })
  startActivation(@Me() me: SignedIn, @Param('id', UuidPipe) id: string) {
    return this.accounts.startActivation(me, id);
  }

  @Delete(':id/sessions')
  @Requires('account.manage')
  @Sensitive()
  @HttpCode(204)
  @ApiOperation({ summary: 'End every session and token of an account at once' })
  endSessions(@Me() me: SignedIn, @Param('id', UuidPipe) id: string): Promise<void> {
    return this.accounts.endSessions(me, id);
  }

  @Delete(':id/totp')
  @Requires('account.manage')
  @Sensitive()
  @HttpCode(204)
  @ApiOperation({ summary: 'Take away a lost authenticator' })
  removeSecondFactor(@Me() me: SignedIn, @Param('id', UuidPipe) id: string): Promise<void> {
    return this.accounts.removeSecondFactor(me, id);
  }

  @Post(':id/identities')
  @Requires('account.manage')
  @Sensitive()
  @HttpCode(201)
  @ApiOperation({ summary: 'Say who the person is at the identity provider' })
  link(@Me() me: SignedIn, @Param('id', UuidPipe) id: string, @Body() identity: IdentityDto) {
    return this.accounts.link(me, id, identity);
  }

  @Delete(':id/identities')
  @Requires('account.manage')
  @Sensitive()
  @HttpCode(204)
  @ApiOperation({ summary: 'End every sign-in of the account through an identity provider' })
  unlink(@Me() me: SignedIn, @Param('id', UuidPipe) id: string): Promise<void> {
    return this.accounts.unlink(me, id);
  }
}

function tagged(reply: FastifyReply, account: AccountView): AccountView {
  void reply.header('etag', `"${account.revision}"`);
  return account;
}
