import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsString,
  IsUrl,
  IsUUID,
  Length,
  Matches,
  ValidateIf,
} from 'class-validator';
import { USERNAME } from '#access/account-names.js';
import { ROLES, type Role } from '#domain/roles.js';
import { IsAgencyCode, MayBeAbsent } from '../../http/validators.js';

const PROVINCE = /^[1-9]\d$/;
const mayBeNothing = () => ValidateIf((_object, value) => value !== undefined && value !== null);

export class AccountDto {
  @ApiProperty({ example: 'somchai.j', description: 'Small Latin letters, digits, dots and hyphens; never changes' })
  @Matches(USERNAME)
  username!: string;

  @ApiProperty({ example: 'Somchai J., PSDHS Nonthaburi', maxLength: 120 })
  @IsString()
  @Length(1, 120)
  displayName!: string;

  @ApiProperty({ example: 'psdhs-nonthaburi' })
  @IsAgencyCode()
  agency!: string;

  @ApiPropertyOptional({ example: '12', nullable: true, type: String, description: 'None for a national body' })
  @mayBeNothing()
  @Matches(PROVINCE)
  province?: string | null;

  @ApiProperty({ example: ['social-worker'], enum: ROLES, isArray: true })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(ROLES, { each: true })
  roles!: Role[];

  @ApiPropertyOptional({
    nullable: true,
    type: String,
    format: 'uuid',
    description: 'To whom it goes when time runs out',
  })
  @mayBeNothing()
  @IsUUID()
  supervisorId?: string | null;
}

/** What is left out stays as it is. */
export class AccountChangeDto {
  @ApiPropertyOptional({ example: 'Somchai J., PSDHS Nonthaburi', maxLength: 120 })
  @MayBeAbsent()
  @IsString()
  @Length(1, 120)
  displayName?: string;

  @ApiPropertyOptional({ example: 'psdhs-nonthaburi' })
  @MayBeAbsent()
  @IsAgencyCode()
  agency?: string;

  @ApiPropertyOptional({ example: '12', nullable: true, type: String })
  @mayBeNothing()
  @Matches(PROVINCE)
  province?: string | null;

  @ApiPropertyOptional({ example: ['social-worker', 'supervisor'], enum: ROLES, isArray: true })
  @MayBeAbsent()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(ROLES, { each: true })
  roles?: Role[];

  @ApiPropertyOptional({ nullable: true, type: String, format: 'uuid' })
  @mayBeNothing()
  @IsUUID()
  supervisorId?: string | null;

  @ApiPropertyOptional({ example: false, description: 'True ends every session and token of the account at once' })
  @MayBeAbsent()
  @IsBoolean()
  disabled?: boolean;
}

export class IdentityDto {
  @ApiProperty({ example: 'https://login.example.go.th', maxLength: 500 })
  @IsUrl({ require_tld: false, protocols: ['https', 'http'], require_protocol: true })
  @Length(1, 500)
  issuer!: string;

  @ApiProperty({
    example: '8f0c2d4e',
    maxLength: 255,
    description: 'The provider’s own name for the person: its `sub`',
  })
  @IsString()
  @Length(1, 255)
  subject!: string;
}
