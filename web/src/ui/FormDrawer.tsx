import { Drawer } from "antd";
import type { ReactNode } from "react";
import { useIsPhone } from "./useIsPhone";

interface FormDrawerProps {
  title: string;
  open: boolean;
  onClose: () => void;
  wide?: boolean;
  children: ReactNode;
}

/** A form beside the page at a desk, and from below on a phone. */
export function FormDrawer({ title, open, onClose, wide, children }: FormDrawerProps) {
  const phone = useIsPhone();
  return (
    <Drawer
      title={title}
      open={open}
      onClose={onClose}
      placement={phone ? "bottom" : "right"}
      size={phone ? "92%" : wide ? 760 : 520}
      destroyOnHidden
      styles={phone ? { section: { borderRadius: "16px 16px 0 0" }, body: { padding: 16 } } : {}}
    >
      {children}
    </Drawer>
  );
}
