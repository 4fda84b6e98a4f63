/** The product's sign: a bridge. */
export function BridgeMark({ size = 32 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect width="64" height="64" rx="14" fill="#0f5c63" />
      <path
        d="M8 42h48M14 42c0-12 8-20 18-20s18 8 18 20M24 42V26.5M32 42V22M40 42V26.5"
        fill="none"
        stroke="#fff"
        strokeWidth="4"
        strokeLinecap="round"
      />
    </svg>
  );
}
