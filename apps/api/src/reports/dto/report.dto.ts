import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { PROTECTION_PLACES } from '#domain/custody.js';
import { IsConsent, IsLegalDay, IsOneOf, IsRfc3339, IsThaiNationalId, MayBeAbsent } from '../../http/validators.js';

export const CHANNELS = [
  'hotline-1300',
  'police',
  'labour-inspector',
  'immigration',
  'embassy',
  'ngo',
  'foreign-police',
  'walk-in',
] as const;
export const FOREIGN_FINDINGS = ['identified', 'screened', 'not-screened', 'treated-as-offender'] as const;
export const SEXES = ['female', 'male', 'other', 'unknown'] as const;
export const AGE_STATEMENTS = ['adult', 'child', 'unsure'] as const;

/** Taken into protection before or with the report: the 24 hours of s.29 count from `startedAt`. */
export class CustodyDto {
  @ApiProperty({ format: 'date-time', example: '2025-11-20T16:10:00Z' })
  @IsRfc3339()
  startedAt!: string;

  // Not an enum here: the law refuses a cell by its own name, with its own words.
  @ApiProperty({ example: 'children-and-family-home', description: `One of: ${PROTECTION_PLACES.join(', ')}` })
  @IsString()
  @MaxLength(60)
  placeType!: string;

  @ApiPropertyOptional({ example: 'Children and family home, Nonthaburi' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(300)
  place?: string;
}

export class ReportedPersonDto {
  @ApiPropertyOptional({ example: 'สมหญิง' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  givenName?: string;

  @ApiPropertyOptional({ example: 'ใจดี' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  familyName?: string;

  @ApiPropertyOptional({ example: 'Noi' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  alias?: string;

  @ApiPropertyOptional({ enum: SEXES, example: 'female' })
  @MayBeAbsent()
  @IsIn(SEXES)
  sex?: (typeof SEXES)[number];

  @ApiPropertyOptional({ format: 'date', example: '1988-04-12', description: 'Gregorian, ISO 8601' })
  @MayBeAbsent()
  @IsLegalDay()
  bornOn?: string;

  @ApiPropertyOptional({ enum: AGE_STATEMENTS, example: 'adult', description: 'Unsure is treated as a child' })
  @MayBeAbsent()
  @IsIn(AGE_STATEMENTS)
  ageStatement?: (typeof AGE_STATEMENTS)[number];

  @ApiProperty({ example: 'TH', description: 'ISO 3166-1 alpha-2, or XX for stateless, ZZ for unknown' })
  @Matches(/^[A-Z]{2}$/, { message: 'ISO 3166-1 alpha-2' })
  nationality!: string;

  @ApiProperty({ example: 'th', description: 'Language she is interviewed in, ISO 639' })
  @Matches(/^[a-z]{2,3}$/, { message: 'ISO 639' })
  language!: string;

  @ApiPropertyOptional({ example: '1101700230708', description: 'Thirteen digits with a valid check digit' })
  @MayBeAbsent()
  @IsThaiNationalId()
  nationalId?: string;

  @ApiPropertyOptional({ example: 'AA1234567' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(40)
  passportNumber?: string;

  @ApiPropertyOptional({ enum: ['passport', 'certificate-of-identity', 'none'], example: 'passport' })
  @MayBeAbsent()
  @IsIn(['passport', 'certificate-of-identity', 'none'])
  travelDocument?: 'passport' | 'certificate-of-identity' | 'none';

  @ApiPropertyOptional({ example: '0800000000' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(40)
  phone?: string;

  @ApiPropertyOptional({ example: '71', description: 'Two-digit province code of her home, for a Thai' })
  @MayBeAbsent()
  @Matches(/^[1-9]\d$/, { message: 'two-digit province code' })
  homeProvince?: string;

  @ApiPropertyOptional({ type: CustodyDto })
  @MayBeAbsent()
  @IsOneOf(() => CustodyDto)
  custody?: CustodyDto;
}

/** What a foreign agency found and did. Evidence only, never a Thai determination. */
export class ForeignFindingDto {
  @ApiProperty({ example: 'Hong Kong Police, OCTB' })
  @IsString()
  @MaxLength(200)
  agency!: string;

  @ApiProperty({ example: 'HK', description: 'ISO 3166-1 alpha-2' })
  @Matches(/^[A-Z]{2}$/, { message: 'ISO 3166-1 alpha-2' })
  country!: string;

  @ApiProperty({ enum: FOREIGN_FINDINGS, example: 'not-screened' })
  @IsIn(FOREIGN_FINDINGS)
  finding!: (typeof FOREIGN_FINDINGS)[number];

  @ApiPropertyOptional({ example: 'Rescued from a locked flat; not formally identified.' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(5000)
  statement?: string;

  @ApiPropertyOptional({ example: 'TG601' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(40)
  flight?: string;

  @ApiPropertyOptional({ format: 'date-time', example: '2025-11-26T08:30:00Z' })
  @MayBeAbsent()
  @IsRfc3339()
  arrivesAt?: string;
}

export class ReportDto {
  @ApiProperty({ enum: CHANNELS, example: 'embassy' })
  @IsIn(CHANNELS)
  channel!: (typeof CHANNELS)[number];

  @ApiProperty({ example: '12', description: 'Two-digit code of the province that takes the case' })
  @Matches(/^[1-9]\d$/, { message: 'two-digit province code' })
  province!: string;

  @ApiProperty({
    format: 'date-time',
    example: '2025-11-20T16:40:00Z',
    description: 'When the persons were found or met',
  })
  @IsRfc3339()
  happenedAt!: string;

  @ApiPropertyOptional({ example: 'A flat in Kowloon' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(500)
  place?: string;

  @ApiPropertyOptional({ example: 'Two women reached the consulate; freed with local police.' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(5000)
  narrative?: string;

  @ApiProperty({ example: false, description: 'Is anyone in danger now?' })
  @IsBoolean()
  dangerNow!: boolean;

  @ApiProperty({ example: true, description: 'The reporter agrees to be contacted about this report' })
  @IsConsent()
  reporterConsents!: boolean;

  @ApiPropertyOptional({ type: ForeignFindingDto, description: 'For nationals rescued abroad' })
  @MayBeAbsent()
  @IsOneOf(() => ForeignFindingDto)
  rescuedAbroad?: ForeignFindingDto;

  @ApiProperty({ type: [ReportedPersonDto], minItems: 1, maxItems: 300 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(300)
  @ValidateNested({ each: true })
  @Type(() => ReportedPersonDto)
  persons!: ReportedPersonDto[];

  @ApiPropertyOptional({ example: 'th-nrm-2565', description: 'Default: the policy in force' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(80)
  policyVersion?: string;
}
