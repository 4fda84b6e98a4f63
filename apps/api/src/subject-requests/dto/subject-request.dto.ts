import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { SUBJECT_REQUEST_KINDS, type SubjectRequestKind } from '#domain/subject-requests.js';
import { IsOneOf, IsRfc3339, IsThaiNationalId, MayBeAbsent } from '../../http/validators.js';

const ASKED_BY = ['person', 'guardian', 'representative'] as const;
const STATES = ['open', 'overdue', 'decided'] as const;

/** What is to stand instead. A field that is left out stays as it is. */
export class PersonChangesDto {
  @ApiPropertyOptional({ example: 'สมหญิง' })
  @MayBeAbsent()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  givenName?: string;

  @ApiPropertyOptional({ example: 'ใจดี' })
  @MayBeAbsent()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  familyName?: string;

  @ApiPropertyOptional({ example: 'Noi' })
  @MayBeAbsent()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  alias?: string;

  @ApiPropertyOptional({ example: '1101700230708' })
  @MayBeAbsent()
  @IsThaiNationalId()
  nationalId?: string;

  @ApiPropertyOptional({ example: 'AA1234567' })
  @MayBeAbsent()
  @IsString()
  @MinLength(1)
  @MaxLength(40)
  passportNumber?: string;

  @ApiPropertyOptional({ example: '0800000000' })
  @MayBeAbsent()
  @IsString()
  @MinLength(1)
  @MaxLength(40)
  phone?: string;
}

export class SubjectRequestDto {
  @ApiProperty({ format: 'uuid', example: '4f9d7c1e-0c52-4d0e-9a5b-1f0f6d1c2a3b' })
  @IsUUID()
  caseId!: string;

  @ApiProperty({ enum: SUBJECT_REQUEST_KINDS, example: 'correction' })
  @IsIn(SUBJECT_REQUEST_KINDS)
  kind!: SubjectRequestKind;

  @ApiProperty({ enum: ASKED_BY, example: 'person' })
  @IsIn(ASKED_BY)
  askedBy!: (typeof ASKED_BY)[number];

  @ApiProperty({ example: 'Her family name was written down wrongly at the border.', description: 'In her words' })
  @IsString()
  @MinLength(1)
  @MaxLength(4000)
  words!: string;

  @ApiPropertyOptional({
    format: 'date-time',
    example: '2025-11-20T10:00:00Z',
    description: 'The 30 days count from it',
  })
  @MayBeAbsent()
  @IsRfc3339()
  receivedAt?: string;

  @ApiPropertyOptional({ type: PersonChangesDto, description: 'Of a correction, and of nothing else' })
  @MayBeAbsent()
  @IsOneOf(() => PersonChangesDto)
  changes?: PersonChangesDto;
}

export class SubjectDecisionDto {
  @ApiProperty({ enum: ['granted', 'refused'], example: 'granted' })
  @IsIn(['granted', 'refused'])
  decision!: 'granted' | 'refused';

  @ApiProperty({ example: 'Her passport was seen; the name is as she says.', description: 'Told to her' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  reason!: string;
}

export class SubjectRequestLiftingDto {
  @ApiProperty({ example: 'She asks that the referral to the legal aid goes ahead.' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  reason!: string;
}

export class SubjectRequestListQuery {
  @ApiPropertyOptional({ enum: STATES, example: 'open' })
  @MayBeAbsent()
  @IsIn(STATES)
  state?: (typeof STATES)[number];

  @ApiPropertyOptional({ format: 'uuid' })
  @MayBeAbsent()
  @IsUUID()
  caseId?: string;
}
