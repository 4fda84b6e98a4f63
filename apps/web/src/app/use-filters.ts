import { useSearchParams } from 'react-router';

/** Filters stand in the address: a view can be kept and shared. An empty one is left out. */
export function useFilters(): readonly [URLSearchParams, (name: string, value: string) => void] {
  const [params, setParams] = useSearchParams();
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(params);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setParams(next, { replace: true });
  };
  return [params, set];
}
