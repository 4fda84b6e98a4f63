import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { SERVICES, SHAREABLE_FIELDS, type Service, type ShareableField } from '#domain/service-referrals.js';
import { IsAgencyCode, IsConsent, IsOneOf, IsRfc3339, MayBeAbsent } from '../../http/validators.js';

export class ReferralConsentDto {
  @ApiProperty({ example: true, description: 'She agrees that these fields go to this receiver' })
  @IsConsent()
  given!: boolean;

  @ApiPropertyOptional({ format: 'date-time', example: '2025-11-20T10:00:00Z' })
  @MayBeAbsent()
  @IsRfc3339()
  givenAt?: string;
}

export class ServiceReferralDto {
  @ApiProperty({ enum: SERVICES, example: 'counselling' })
  @IsIn(SERVICES)
  service!: Service;

  @ApiProperty({ example: 'shelter-nonthaburi', description: 'The agency that is asked' })
  @IsAgencyCode()
  receiverAgency!: string;

  @ApiProperty({ example: 'Weekly counselling in Thai' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  purpose!: string;

  @ApiPropertyOptional({ example: false, description: 'Urgent: answered within hours' })
  @MayBeAbsent()
  @IsBoolean()
  urgent?: boolean;

  @ApiProperty({ enum: SHAREABLE_FIELDS, isArray: true, example: ['language', 'needs'] })
  @IsArray()
  @ArrayMaxSize(SHAREABLE_FIELDS.length)
  @IsIn(SHAREABLE_FIELDS, { each: true })
  sharedFields!: ShareableField[];

  @ApiProperty({ type: ReferralConsentDto })
  @IsOneOf(() => ReferralConsentDto)
  consent!: ReferralConsentDto;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'The referral that this one replaces: declined, or not answered in its time',
  })
  @MayBeAbsent()
  @IsUUID()
  replaces?: string;
}

export class ReferralResponseDto {
  @ApiProperty({ enum: ['accepted', 'declined'], example: 'accepted' })
  @IsIn(['accepted', 'declined'])
  answer!: 'accepted' | 'declined';

  @ApiPropertyOptional({ example: 'No capacity until January', description: 'Needed to decline' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(2000)
  reason?: string;
}
