/** A counter window with its ledge: what "guichet" means. */
export function BrandMark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden>
      <path d="M4 17V10a8 8 0 0 1 16 0v7" stroke="var(--g-accent)" strokeWidth="2.2" />
      <path d="M1.5 18.6h21" stroke="var(--g-accent)" strokeWidth="3.2" strokeLinecap="round" />
      <path d="M9 15.2v-3.7a3 3 0 0 1 6 0v3.7" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
