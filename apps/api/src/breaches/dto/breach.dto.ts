import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { BREACH_CATEGORIES, type BreachCategory } from '#domain/breach.js';
import { IsRfc3339, MayBeAbsent } from '../../http/validators.js';

export class BreachDto {
  @ApiProperty({ example: 'A laptop with an open session was taken from an office.', description: 'Without names' })
  @IsString()
  @MinLength(1)
  @MaxLength(8000)
  whatHappened!: string;

  @ApiProperty({ enum: BREACH_CATEGORIES, isArray: true, example: ['confidentiality'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(BREACH_CATEGORIES.length)
  @ArrayUnique()
  @IsIn(BREACH_CATEGORIES, { each: true })
  categories!: BreachCategory[];

  @ApiProperty({ example: 12, description: 'As far as is known' })
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  personsAffected!: number;

  @ApiProperty({ example: true, description: 'High risk to rights and freedoms: the persons are told as well' })
  @IsBoolean()
  highRisk!: boolean;

  @ApiProperty({ format: 'date-time', example: '2025-11-20T10:00:00Z', description: 'The 72 hours count from it' })
  @IsRfc3339()
  discoveredAt!: string;
}

export class OfficeNoticeDto {
  @ApiPropertyOptional({ format: 'date-time', example: '2025-11-22T10:00:00Z', description: 'Now, if left out' })
  @MayBeAbsent()
  @IsRfc3339()
  notifiedAt?: string;

  @ApiPropertyOptional({ example: 'It took four days to learn which files were on the laptop.' })
  @MayBeAbsent()
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  lateReason?: string;
}

export class PersonsNoticeDto {
  @ApiPropertyOptional({ format: 'date-time', example: '2025-11-22T10:00:00Z', description: 'Now, if left out' })
  @MayBeAbsent()
  @IsRfc3339()
  notifiedAt?: string;
}
