import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';

export class AgencySettingsDto {
  @ApiProperty({ example: false, description: 'Whether its people’s devices may keep drafts and unsent reports' })
  @IsBoolean()
  keepsOffline!: boolean;
}
