import { Entity, PrimaryColumn } from 'typeorm';
import type { SearchKind } from '#privacy/search/search-keys.js';
import { Personal } from '../personal.js';

/** What a person can be found by: a keyed hash of a normalised name or number. */
@Entity({ name: 'person_search_keys' })
export class PersonSearchKey {
  @PrimaryColumn({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @PrimaryColumn({ type: 'text' })
  kind!: SearchKind;

  @PrimaryColumn({ type: 'smallint' })
  version!: number;

  @Personal('identity', 'search')
  @PrimaryColumn({ type: 'bytea' })
  key!: Buffer;
}
