import { Skeleton } from "antd";

/** A page whose code or first answer is on its way. */
export function WaitingPage() {
  return (
    <div style={{ padding: "32px 24px", maxWidth: 900 }} aria-busy="true">
      <Skeleton active paragraph={{ rows: 6 }} />
    </div>
  );
}
