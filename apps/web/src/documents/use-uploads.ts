import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { currentUploads, removeUpload, subscribeUploads, type DocumentUpload } from './uploads.js';

/** What is on its way to a case; what has arrived goes over into the list of its documents. */
export function useUploads(caseId: string): readonly DocumentUpload[] {
  const queries = useQueryClient();
  const all = useSyncExternalStore(subscribeUploads, currentUploads);
  const own = all.filter((upload) => upload.caseId === caseId);
  const arrived = own.filter(({ state }) => state === 'done').map(({ id }) => id);
  const key = arrived.join();
  useEffect(() => {
    if (key === '') return;
    void queries
      .invalidateQueries({ queryKey: ['case', caseId, 'documents'] })
      .then(() => Promise.all(key.split(',').map(removeUpload)));
  }, [caseId, key, queries]);
  return own;
}
