import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { PageQuery } from '../../http/page.query.js';
import { MayBeAbsent } from '../../http/validators.js';

export class WebhookDto {
  @ApiProperty({ example: 'https://hooks.example.go.th/saphan', description: 'https, on the public network' })
  @IsString()
  @MaxLength(2000)
  url!: string;

  @ApiPropertyOptional({ example: '12', description: 'Only cases of this province; all when absent' })
  @MayBeAbsent()
  @Matches(/^\d{2}$/)
  province?: string;
}

export const DELIVERY_STATES = ['pending', 'sent', 'withdrawn', 'dead'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export class DeliveryListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: DELIVERY_STATES, description: '`dead`: given up, to be retried by hand' })
  @MayBeAbsent()
  @IsIn(DELIVERY_STATES)
  state?: DeliveryState;
}
