import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '../personal.js';

/** Who the person is. The only table that holds identities. */
@Entity({ name: 'persons' })
export class Person {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Personal('identity', 'identification')
  @Column({ type: 'bytea', name: 'given_name', nullable: true })
  givenName!: Buffer | null;

  @Personal('identity', 'identification')
  @Column({ type: 'bytea', name: 'family_name', nullable: true })
  familyName!: Buffer | null;

  @Personal('identity', 'identification')
  @Column({ type: 'bytea', nullable: true })
  alias!: Buffer | null;

  @Column({ type: 'text' })
  sex!: string;

  @Personal('identity', 'identification')
  @Column({ type: 'bytea', name: 'born_on', nullable: true })
  bornOn!: Buffer | null;

  @Column({ type: 'text', name: 'age_statement', nullable: true })
  ageStatement!: string | null;

  @Column({ type: 'text' })
  nationality!: string;

  @Column({ type: 'text' })
  language!: string;

  @Personal('identity', 'identification')
  @Column({ type: 'bytea', name: 'national_id', nullable: true })
  nationalId!: Buffer | null;

  @Personal('identity', 'identification')
  @Column({ type: 'bytea', name: 'passport_number', nullable: true })
  passportNumber!: Buffer | null;

  @Column({ type: 'text', name: 'travel_document', nullable: true })
  travelDocument!: string | null;

  @Personal('identity', 'identification')
  @Column({ type: 'bytea', nullable: true })
  phone!: Buffer | null;

  @Personal('identity', 'identification')
  @Column({ type: 'bytea', nullable: true })
  address!: Buffer | null;

  @Column({ type: 'text', name: 'home_province', nullable: true })
  homeProvince!: string | null;
}
