import { blindKey, searchTerms, type Findable } from '#privacy/search/search-keys.js';
import type { IndexKey, KeyRow } from '#privacy/vault.js';

export function dataKeyColumns(
  owner: { readonly case_id: string } | { readonly incident_id: string },
  { id, kekId, wrapped }: KeyRow,
) {
  return { ...owner, id, kek_id: kekId, wrapped };
}

/** What the person can be found by, under the newest key of the index. */
export function searchKeyColumns(indexKeys: readonly IndexKey[], caseId: string, person: Findable) {
  const [newest] = indexKeys;
  if (newest === undefined) throw new Error('The key provider has no key for the search index');
  return searchTerms(person).map((term) => ({
    case_id: caseId,
    version: newest.version,
    ...blindKey(newest.key, term),
  }));
}
