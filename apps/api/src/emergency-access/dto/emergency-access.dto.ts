import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, ValidateBy } from 'class-validator';

/** Enough to be judged by afterwards: "urgent" is no reason. */
export const SHORTEST_REASON = 20;

export class EmergencyAccessDto {
  @ApiProperty({
    minLength: SHORTEST_REASON,
    example: 'She calls from a hospital in another province and her escort must know which shelter may take her.',
    description: 'Why her file must be read now; told to nobody but those who answer for it, and kept',
  })
  @IsString()
  @MaxLength(2000)
  @ValidateBy({
    name: 'reason-too-short',
    validator: { validate: (value: unknown) => typeof value === 'string' && value.trim().length >= SHORTEST_REASON },
  })
  reason!: string;
}
