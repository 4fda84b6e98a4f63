import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsIn, MaxLength } from 'class-validator';
import { PageQuery } from '../../http/page.query.js';
import { MayBeAbsent } from '../../http/validators.js';

export class NoticeListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['unread', 'all'], default: 'unread' })
  @MayBeAbsent()
  @IsIn(['unread', 'all'])
  show?: 'unread' | 'all';
}

export class NoticeAddressDto {
  @ApiProperty({ format: 'email', example: 'social.nonthaburi@example.go.th' })
  @IsEmail()
  @MaxLength(200)
  email!: string;
}
