import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { Sensitive } from '../http/session-rules.js';
import { AgenciesService } from './agencies.service.js';
import { AgencySettingsDto } from './dto/agency-settings.dto.js';

@ApiTags('accounts')
@Controller('v1/agencies')
export class AgenciesController {
  constructor(@Inject(AgenciesService) private readonly agencies: AgenciesService) {}

  @Get()
  @Requires('account.manage')
  @ApiOperation({ summary: 'The agencies that have accounts, with what they decided for their people' })
  list(@Me() me: SignedIn) {
    return this.agencies.list(me);
  }

  @Get('receivers')
  @Requires('referral.create')
  @ApiOperation({ summary: 'The agencies at which somebody can answer a referral' })
  receivers(@Me() me: SignedIn) {
    return this.agencies.receivers(me);
  }

  @Put(':agency/settings')
  @Requires('account.manage')
  @Sensitive()
  @ApiOperation({ summary: 'Decide whether the devices of an agency’s people may keep anything' })
  decide(@Me() me: SignedIn, @Param('agency') agency: string, @Body() settings: AgencySettingsDto) {
    return this.agencies.decide(me, agency, settings);
  }
}
