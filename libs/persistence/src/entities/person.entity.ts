import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Personal } from '../personal.js';

/** Who the person is. The only table that holds identities. */
@Entity({ name: 'persons' })
export class Person {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Personal('identity')
  @Column({ type: 'text', name: 'given_name', nullable: true })
  givenName!: string | null;

  @Personal('identity')
  @Column({ type: 'text', name: 'family_name', nullable: true })
  familyName!: string | null;

  @Personal('identity')
  @Column({ type: 'text', nullable: true })
  alias!: string | null;

  @Column({ type: 'text' })
  sex!: string;

  @Personal('identity')
  @Column({ type: 'date', name: 'born_on', nullable: true })
  bornOn!: string | null;

  @Column({ type: 'text', name: 'age_statement', nullable: true })
  ageStatement!: string | null;

  @Column({ type: 'text' })
  nationality!: string;

  @Column({ type: 'text' })
  language!: string;

  @Personal('identity')
  @Column({ type: 'text', name: 'national_id', nullable: true })
  nationalId!: string | null;

  @Personal('identity')
  @Column({ type: 'text', name: 'passport_number', nullable: true })
  passportNumber!: string | null;

  @Column({ type: 'text', name: 'travel_document', nullable: true })
  travelDocument!: string | null;

  @Personal('identity')
  @Column({ type: 'text', nullable: true })
  phone!: string | null;

  @Personal('identity')
  @Column({ type: 'text', nullable: true })
  address!: string | null;

  @Column({ type: 'text', name: 'home_province', nullable: true })
  homeProvince!: string | null;
}
