import { getPolicy } from '#policy/load-policy.js';
import { provenanceWords } from './provenance-texts.js';

/** Every basis and source of a document, wherever it stands in it. */
function provenanceOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    (name === 'basis' || name === 'source') && typeof inner === 'string' ? [inner] : provenanceOf(inner),
  );
}

describe('the law behind a limit', () => {
  const written = [...new Set(provenanceOf(getPolicy('th-nrm-2565')))];

  it('is told in Thai to who reads Thai, every basis and source of the policy', () => {
    expect(written.length).toBeGreaterThan(20);
    for (const text of written) {
      const { th, en } = provenanceWords(text);
      expect(en).toBe(text);
      // What stays in Latin letters: the name of the product, of the mechanism, of a key, of a file, and the marks.
      const words = th.replace(/Saphan|NRM|followUpVisits|docs\/decisions\/\d+|แถว [a-z0-9-]+|\[V2?\]/g, '');
      expect(words).toMatch(/[ก-๛]/);
      expect(words).not.toMatch(/[A-Za-z]/);
    }
  });

  it('keeps its numbers: a section, a year and a length are the same in both', () => {
    const numbers = (text: string) => [...text.matchAll(/\d+/g)].map(([digits]) => digits).sort();
    const spelled = /¶[12]/g;
    for (const text of written) {
      expect(numbers(provenanceWords(text).th)).toEqual(numbers(text.replace(spelled, '')));
    }
  });

  it('stays as it is where somebody wrote her own into a version', () => {
    expect(provenanceWords('Order of the province 12/2569')).toEqual({
      th: 'Order of the province 12/2569',
      en: 'Order of the province 12/2569',
    });
  });
});
