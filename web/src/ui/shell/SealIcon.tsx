import Icon from "@ant-design/icons";

/** A round seal with its star, as an icon. */
export function SealIcon() {
  return <Icon component={Drawing} aria-hidden />;
}

function Drawing() {
  return (
    <svg viewBox="0 0 24 24" width="1em" height="1em" fill="currentColor" aria-hidden="true">
      <circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" strokeWidth="1.9" />
      <path d="m12 6.2 1.5 4h4.2l-3.4 2.6 1.3 4.1-3.6-2.5-3.6 2.5 1.3-4.1-3.4-2.6h4.2z" />
    </svg>
  );
}
