import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../columns.js';

/** A sign-in that is under way at the identity provider. */
@Entity({ name: 'oidc_requests' })
export class OidcRequest {
  @PrimaryColumn({ type: 'bytea', name: 'state_hash' })
  stateHash!: Buffer;

  @Column({ type: 'bytea', name: 'browser_hash' })
  browserHash!: Buffer;

  @Column({ type: 'text' })
  nonce!: string;

  @Column({ type: 'text', name: 'code_verifier' })
  codeVerifier!: string;

  @InstantColumn({ name: 'expires_at' })
  expiresAt!: string;
}
